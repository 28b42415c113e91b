using System.Text.Json;

namespace SweepCluster.Training.Export;

/// <summary>Everything that turns exported weights into a classifier again: <c>model.json</c>.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">The version of this layout.</param>
/// <param name="Program">What wrote it.</param>
/// <param name="Origin">Where the weights come from.</param>
/// <param name="Weights">The file of the weights.</param>
/// <param name="Architecture">The network.</param>
/// <param name="Preprocessing">How a picture becomes the network's input.</param>
/// <param name="Labels">The names of the classes, in the order of the network's outputs.</param>
/// <param name="Parameters">The trial's parameter set, as it was.</param>
/// <param name="Data">What it was trained and ranked with.</param>
/// <param name="Recorded">What the trial reported for these weights.</param>
internal sealed record ModelDescription(
    string Format,
    int Version,
    string Program,
    ModelOrigin Origin,
    ModelWeights Weights,
    ModelArchitecture Architecture,
    ModelPreprocessing Preprocessing,
    IReadOnlyList<string> Labels,
    JsonElement Parameters,
    ModelData Data,
    ModelScore Recorded)
{
    public const string FormatName = "sweepcluster-model";
    public const int CurrentVersion = 1;
}

/// <summary>The checkpoint that was exported.</summary>
/// <param name="Trial">The trial's id.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Step">The step after which it was written.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Threads">How many threads computed it, on which the last bits of a number depend.</param>
internal sealed record ModelOrigin(string Trial, int Attempt, int Step, long Seed, int Threads);

/// <summary>The file of weights beside the description.</summary>
/// <param name="File">Its name.</param>
/// <param name="Sha256">Its SHA-256 in lower-case hexadecimal digits.</param>
/// <param name="IsAverage">True when the weights are the moving average that the trainer kept beside those it trained.</param>
internal sealed record ModelWeights(string File, string Sha256, bool IsAverage);

/// <summary>The network: its family, every hyperparameter that shapes it, and its tensors in the order in which the layers run.</summary>
internal sealed record ModelArchitecture(
    string Family,
    IReadOnlyDictionary<string, JsonElement> Hyperparameters,
    IReadOnlyList<int> Input,
    int Classes,
    IReadOnlyList<ModelTensor> Tensors);

/// <summary>One tensor of the network.</summary>
internal sealed record ModelTensor(string Name, IReadOnlyList<long> Shape);

/// <summary>How a picture becomes the network's input: (byte / <paramref name="Divisor"/> - mean) / deviation, channel by channel.</summary>
internal sealed record ModelPreprocessing(
    string Layout, string Channels, string Resize, double Divisor, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation);

/// <summary>The data set and the sizes of the split, from which the same split is made again.</summary>
internal sealed record ModelData(string Dataset, string? Path, int Train, int Validation, int Image);

/// <summary>Accuracy and mean loss on the validation images.</summary>
internal sealed record ModelScore(double ValAccuracy, double ValLoss);
