using System.Text.Json.Serialization;

namespace SweepCluster.Contracts.Specs;

/// <summary>How parameter sets are chosen. A closed family, one record per sampler.</summary>
[GenerateSerializer, Alias("method"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RandomMethod), "random")]
[JsonDerivedType(typeof(GridMethod), "grid")]
[JsonDerivedType(typeof(TpeMethod), "tpe")]
[JsonDerivedType(typeof(SobolMethod), "sobol")]
[JsonDerivedType(typeof(HaltonMethod), "halton")]
[JsonDerivedType(typeof(CmaesMethod), "cmaes")]
[JsonDerivedType(typeof(GaussianProcessMethod), "gp")]
[JsonDerivedType(typeof(DifferentialEvolutionMethod), "de")]
[JsonDerivedType(typeof(GeneticMethod), "nsga2")]
[JsonDerivedType(typeof(AutoMethod), "auto")]
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

/// <summary>The scrambled Sobol sequence (Sobol 1967; Joe and Kuo 2008), which fills the space evenly.</summary>
[GenerateSerializer, Alias("method-sobol"), Immutable]
public sealed record SobolMethod : MethodSpec;

/// <summary>The scrambled Halton sequence (Halton 1960), which fills the space evenly.</summary>
[GenerateSerializer, Alias("method-halton"), Immutable]
public sealed record HaltonMethod : MethodSpec;

/// <summary>The covariance matrix adaptation evolution strategy (Hansen 2016) with margin (Hamano et al. 2022), for one objective.</summary>
/// <param name="Population">How many trials make a generation, at least 4; null for 4 + ⌊3 ln n⌋ of n parameters. Default: null.</param>
[GenerateSerializer, Alias("method-cmaes"), Immutable]
public sealed record CmaesMethod([property: Id(0)] int? Population = null) : MethodSpec;

/// <summary>Bayesian optimisation by a Gaussian process (Snoek et al. 2012), for one objective.</summary>
/// <param name="StartupTrials">How many trials must have ended before the model is trusted; at least 1. Default: 10.</param>
[GenerateSerializer, Alias("method-gp"), Immutable]
public sealed record GaussianProcessMethod([property: Id(0)] int StartupTrials = 10) : MethodSpec;

/// <summary>Differential evolution (Storn and Price 1997), for one objective.</summary>
/// <param name="Population">How many members there are; at least 4. Default: 20.</param>
[GenerateSerializer, Alias("method-de"), Immutable]
public sealed record DifferentialEvolutionMethod([property: Id(0)] int Population = 20) : MethodSpec;

/// <summary>NSGA-II (Deb et al. 2002), a genetic algorithm for several objectives.</summary>
/// <param name="Population">How many members there are; at least 2. Default: 50.</param>
[GenerateSerializer, Alias("method-nsga2"), Immutable]
public sealed record GeneticMethod([property: Id(0)] int Population = 50) : MethodSpec;

/// <summary>The method that fits the space, the number of trials and how many run at once; the sweep decides which that is.</summary>
[GenerateSerializer, Alias("method-auto"), Immutable]
public sealed record AutoMethod : MethodSpec;
