using SweepCluster.Contracts.Zoo;

namespace SweepCluster.Training.Augmentation;

/// <summary>How training images are changed before the network sees them.</summary>
/// <param name="CropPadding">Pixels of black around an image, of which a random part of its size is taken; 0 for none.</param>
/// <param name="Flips">True when every other image, by chance, is mirrored left to right.</param>
/// <param name="Cutout">The side of a square that is blanked at a random place, in pixels; 0 for none (DeVries and Taylor 2017).</param>
/// <param name="MixupAlpha">The beta distribution's parameter for mixing pairs of images; 0 for none (Zhang et al. 2018).</param>
internal sealed record AugmentationSettings(int CropPadding, bool Flips, int Cutout, double MixupAlpha)
{
    public static AugmentationSettings Read(ParameterReader parameters) => new(
        parameters.Whole("augment_crop"),
        parameters.Flag("augment_flip"),
        parameters.Whole("augment_cutout"),
        parameters.Real("mixup_alpha"));
}
