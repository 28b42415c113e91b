using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Tests.Files;

/// <summary>Sweeps of the built-in trainer are checked against the catalogue of its hyperparameters.</summary>
public sealed class BuiltInTaskTests
{
    [Theory]
    [InlineData("model: {values: [lenet, resnt]}", "5:27: parameter 'model' has the value 'resnt'; did you mean 'resnet'? it must be one of lenet, alexnet, vgg, nin, googlenet, resnet, densenet")]
    [InlineData("model: {value: transformer}", "5:18: parameter 'model' has the value 'transformer'; it must be one of lenet, alexnet, vgg, nin, googlenet, resnet, densenet")]
    [InlineData("lr: {min: 0.1, max: 20}", "5:23: parameter 'lr' has the value 20; it must be a number from 1E-07 to 10")]
    [InlineData("lr: {values: ['0.1']}", "5:17: parameter 'lr' has the value '0.1'; it must be a number from 1E-07 to 10")]
    [InlineData("epochs: {value: 2.0}", "5:19: parameter 'epochs' has the value 2; it must be a whole number from 1 to 1000")]
    [InlineData("nesterov: {values: [true, 1]}", "5:29: parameter 'nesterov' has the value 1; it must be true or false")]
    [InlineData("optimizer: {min: 1, max: 2}", "5:3: parameter 'optimizer' has a range; it must be one of sgd, adam, adamw, rmsprop; use values")]
    [InlineData("epochs: {min: 1.5, max: 3}", "5:3: parameter 'epochs' has a range of real numbers; it must be a whole number from 1 to 1000; use values, int_uniform or q_log_uniform_values with whole bounds")]
    public void Read_ValueTheTrainerRefuses_IsRefusedWhereItStands(string parameter, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(SweepTexts.BuiltIn("  " + parameter)));

    [Fact]
    public void Read_UnknownParameter_NamesTheNearest() =>
        Assert.StartsWith(
            "demo.yaml:5:3: the built-in trainer has no parameter 'batchsize'; did you mean 'batch_size'? allowed: model, epochs, ",
            SweepTexts.Errors(SweepTexts.BuiltIn("  batchsize: {value: 8}")),
            StringComparison.Ordinal);

    [Fact]
    public void Read_UnknownMetric_NamesTheNearest() =>
        Assert.Equal(
            "demo.yaml:3:16: the built-in trainer reports no metric 'vall_loss'; did you mean 'val_loss'? "
            + "allowed: val_accuracy, val_loss, train_accuracy, train_loss, lr, images_per_second, peak_memory_mib",
            SweepTexts.Errors(SweepTexts.BuiltIn("  lr: {value: 0.1}").Replace("val_loss", "vall_loss", StringComparison.Ordinal)));

    [Theory]
    [InlineData("{dataset: fashion-mnist, train: 50000, validation: 20000}", "1:7: task has 50000 images to train on and 20000 to validate with; train and validation together must be at most 60000, the data set's training part")]
    [InlineData("{dataset: mnits}", "1:17: dataset of task is 'mnits'; did you mean 'mnist'? allowed: fashion-mnist, mnist, cifar10, synthetic, folder")]
    [InlineData("{dataset: cifar10, train: 50000}", "1:7: task has 50000 images to train on and 5000 to validate with; train and validation together must be at most 50000, the data set's training part")]
    [InlineData("{dataset: folder, path: images, train: 80, validation: 20}", "1:7: task has no image; image is required")]
    [InlineData("{dataset: folder, train: 80, validation: 20, image: 32}", "1:7: task has no path; path is required")]
    [InlineData("{dataset: mnist, path: images}", "1:24: task has the unknown key 'path'; allowed: dataset, train, validation, image")]
    [InlineData("{train: 1}", "1:7: task has no dataset; dataset is required")]
    [InlineData("{dataset: fashion-mnist, image: 300}", "1:39: image of task is 300; it must be a whole number from 8 to 256")]
    public void Read_WrongDataset_IsRefused(string task, string expected) =>
        Assert.Equal("demo.yaml:" + expected, SweepTexts.Errors(SweepTexts.BuiltIn("  lr: {value: 0.1}").Replace("task: fashion-mnist", "task: " + task, StringComparison.Ordinal)));

    [Theory]
    [InlineData("fashion-mnist", "fashion-mnist", 50_000, 10_000, 28)]
    [InlineData("{dataset: fashion-mnist}", "fashion-mnist", 50_000, 10_000, 28)]
    [InlineData("{dataset: fashion-mnist, train: 6000, validation: 2000, image: 32}", "fashion-mnist", 6_000, 2_000, 32)]
    [InlineData("mnist", "mnist", 50_000, 10_000, 28)]
    [InlineData("cifar10", "cifar10", 45_000, 5_000, 32)]
    [InlineData("{dataset: cifar10, train: 45000, validation: 5000, image: 64}", "cifar10", 45_000, 5_000, 64)]
    [InlineData("synthetic", "synthetic", 2_500, 500, 16)]
    [InlineData("{dataset: folder, path: my/images, train: 80, validation: 20, image: 32}", "folder", 80, 20, 32, "my/images")]
    public void Read_Dataset_HasSizes(string task, string dataset, int train, int validation, int image, string? path = null) =>
        Assert.Equal(
            new DatasetTask(dataset, train, validation, image, path),
            SweepTexts.Spec(SweepTexts.BuiltIn("  lr: {value: 0.1}").Replace("task: fashion-mnist", "task: " + task, StringComparison.Ordinal)).Task);

    [Theory]
    [InlineData("  resnet_width: {value: 8}", "5:3: parameter 'resnet_width' belongs to resnet, which is never the model where it is active; it has no effect")]
    [InlineData("  resnet_width: {value: 8, when: {model: lenet}}\n  model: {values: [lenet, resnet]}", "5:3: parameter 'resnet_width' belongs to resnet, which is never the model where it is active; it has no effect")]
    [InlineData("  resnet_width: {value: 8}\n  model: {values: [lenet, resnet]}", "5:3: parameter 'resnet_width' belongs to resnet and is searched for other models too; add when: {model: resnet}")]
    [InlineData("  resnet_width: {value: 8, when: {model: resnet}}\n  model: {values: [lenet, resnet]}", "")]
    [InlineData("  resnet_width: {value: 8}\n  model: {value: resnet}", "")]
    [InlineData("  lenet_width: {value: 1}", "")]
    [InlineData("  lr: {distribution: log_normal}", "5:3: parameter 'lr' has a normal distribution, which has no bounds; a trial fails when it is not a number from 1E-07 to 10")]
    public void Read_ParameterOfAFamily_WarnsWhenItIsSearchedInVain(string parameters, string expected) =>
        Assert.Equal(expected.Length == 0 ? "" : "demo.yaml:" + expected, SweepTexts.Warnings(SweepTexts.BuiltIn(parameters)));

    [Theory]
    [InlineData(27, "demo.yaml:7:18: early_terminate has max_iter 9 and epochs is 27; every trial ends after 9 epochs, before its schedule does")]
    [InlineData(3, "demo.yaml:7:18: early_terminate has max_iter 9 and epochs is 3; no trial reaches the rungs after 3; set both to the same number")]
    [InlineData(9, "")]
    public void Read_EpochsThatDoNotFitTheRungs_Warns(int epochs, string expected) =>
        Assert.Equal(expected, SweepTexts.Warnings(SweepTexts.BuiltIn($"  epochs: {{value: {epochs}}}", "early_terminate: {type: asha, max_iter: 9}")));
}
