using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Specs;

/// <summary>What a trial trains. A closed family.</summary>
[GenerateSerializer, Alias("task"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DatasetTask), "dataset")]
[JsonDerivedType(typeof(ProgramTask), "program")]
[JsonDerivedType(typeof(ExternalTask), "external")]
public abstract record TaskSpec;

/// <summary>Trains one of the built-in convolutional networks on an image data set.</summary>
/// <param name="Dataset">The data set's name, such as <c>fashion-mnist</c>, or <c>folder</c> for images of the user's own.</param>
/// <param name="Train">How many images of the training part are trained on. Default: 50,000.</param>
/// <param name="Validation">How many images of the training part are held out to rank trials; disjoint from the former. Default: 10,000.</param>
/// <param name="Image">The height and width to which images are scaled, in pixels. Default: 28, the data set's own.</param>
/// <param name="Path">The folder of images, one sub-folder per class; null for a data set that the trainer knows by name.</param>
[GenerateSerializer, Alias("task-dataset"), Immutable]
public sealed record DatasetTask(
    [property: Id(0)] string Dataset,
    [property: Id(1)] int Train = 50_000,
    [property: Id(2)] int Validation = 10_000,
    [property: Id(3)] int Image = 28,
    [property: Id(4)] string? Path = null) : TaskSpec;

/// <summary>Runs the user's own program, which speaks the trial protocol on its standard input and output.</summary>
/// <param name="Command">The program and its arguments; at least one entry.</param>
[GenerateSerializer, Alias("task-program"), Immutable]
public sealed record ProgramTask([property: Id(0)] ImmutableArray<string> Command) : TaskSpec;

/// <summary>
/// Leaves training to programs outside the cluster: they ask for parameter sets and tell results over the REST interface. No slot runs its
/// trials.
/// </summary>
[GenerateSerializer, Alias("task-external"), Immutable]
public sealed record ExternalTask : TaskSpec;
