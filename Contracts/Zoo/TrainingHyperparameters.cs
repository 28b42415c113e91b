using static SweepCluster.Contracts.Zoo.HyperparameterCatalog;

namespace SweepCluster.Contracts.Zoo;

/// <summary>The hyperparameters of training, whatever is trained.</summary>
internal static class TrainingHyperparameters
{
    public static IReadOnlyList<Hyperparameter> All { get; } =
    [
        Choice("model", "Which family of networks is trained.", HyperparameterCatalog.Families, "lenet"),
        Whole("epochs", "How many times the training images are gone through.", 1, 1000, 10),
        Whole("batch_size", "Images per training step.", 1, 4096, 128),

        Choice("optimizer", "How gradients become updates.", ["sgd", "adam", "adamw", "rmsprop"], "sgd"),
        Real("lr", "The learning rate at its peak.", 1e-7, 10, "0.05"),
        Real("momentum", "Momentum of SGD.", 0, 0.9999, "0.9"),
        Flag("nesterov", "Nesterov's momentum instead of the classic one, for SGD.", "false"),
        Real("beta1", "Decay of the first moment of Adam and AdamW.", 0, 0.9999, "0.9"),
        Real("beta2", "Decay of the second moment of Adam and AdamW.", 0, 0.99999, "0.999"),
        Real("rmsprop_decay", "Decay of the mean square of RMSprop.", 0, 0.99999, "0.99"),
        Real("rmsprop_momentum", "Momentum of RMSprop.", 0, 0.9999, "0"),
        Flag("rmsprop_centered", "RMSprop by the variance instead of the mean square.", "false"),
        Real("weight_decay", "Weight decay, decoupled for AdamW and coupled for the others.", 0, 1, "0.0005"),
        Flag("decay_norms_and_biases", "Weight decay for norms and biases too.", "false"),

        Choice(
            "schedule",
            "How the learning rate changes after the warm-up.",
            ["constant", "step", "multi_step", "exponential", "polynomial", "cosine", "one_cycle"],
            "cosine"),
        Real("warmup", "The fraction of training over which the learning rate rises from 0.", 0, 0.9, "0"),
        Real("lr_step", "The fraction of training between two drops of step.", 0.01, 1, "0.3333"),
        Numbers("lr_milestones", "The fractions of training at which multi_step drops.", 1, 8, 0, 1, "0.5-0.75", family: null, whole: false),
        Real("lr_gamma", "The factor of a drop, for step and multi_step.", 0.001, 1, "0.1"),
        Real(
            "lr_final",
            "The last learning rate as a fraction of the peak; standard is 0.01 for exponential and 0 for polynomial and cosine.",
            0,
            1,
            Hyperparameter.Standard),
        Real("lr_power", "The power of polynomial.", 0.1, 10, "2"),
        Real("onecycle_rise", "The fraction of training after which one_cycle is at its peak.", 0.01, 0.99, "0.3"),

        Real("label_smoothing", "Label smoothing of the loss.", 0, 0.9, "0"),
        Real("clip_norm", "Greatest norm of the gradient; 0 for no clipping.", 0, 1e6, "0"),
        Real("ema_decay", "Decay of the average of weights by which a trial is validated; 0 for the weights themselves.", 0, 0.99999, "0"),
        Whole("early_stop_patience", "Epochs without a lower validation loss after which training ends; 0 for never.", 0, 1000, 0),
        Real("early_stop_min_delta", "How much lower a validation loss must be to count.", 0, 10, "0"),
        Choice("precision", "The number format of convolutions and matrix products in training.", ["float32", "bfloat16", "float16"], "float32"),
        Flag("per_class_metrics", "Validation accuracy of each class as further metrics, val_accuracy_class_0 and so on.", "false"),

        Whole("augment_crop", "Pixels of black around an image, of which a random part of its size is taken; 0 for none.", 0, 64, 0),
        Flag("augment_flip", "Mirrors every other training image, by chance.", "false"),
        Whole("augment_cutout", "The side of a square that is blanked in each training image, in pixels; 0 for none.", 0, 256, 0),
        Real("mixup_alpha", "How strongly pairs of training images are mixed: the beta distribution's parameter; 0 for none.", 0, 10, "0"),
    ];
}
