using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Specs;

/// <summary>How parameter sets are chosen. A closed family, one record per sampler.</summary>
[GenerateSerializer, Alias("method"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RandomMethod), "random")]
[JsonDerivedType(typeof(GridMethod), "grid")]
[JsonDerivedType(typeof(TpeMethod), "tpe")]
public abstract record MethodSpec;

/// <summary>Independent draws from the distributions.</summary>
[GenerateSerializer, Alias("method-random"), Immutable]
public sealed record RandomMethod : MethodSpec;

/// <summary>Every point of a finite space once, in a shuffled order.</summary>
[GenerateSerializer, Alias("method-grid"), Immutable]
public sealed record GridMethod : MethodSpec;

/// <summary>The tree-structured Parzen estimator (Bergstra et al. 2011).</summary>
/// <param name="StartupTrials">How many finished trials are needed before the model is trusted; at least 1. Default: 10.</param>
/// <param name="Candidates">How many candidates are drawn per suggestion; at least 1. Default: 24.</param>
[GenerateSerializer, Alias("method-tpe"), Immutable]
public sealed record TpeMethod([property: Id(0)] int StartupTrials = 10, [property: Id(1)] int Candidates = 24) : MethodSpec;
