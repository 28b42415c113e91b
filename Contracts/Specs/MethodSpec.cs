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
[JsonDerivedType(typeof(BohbMethod), "bohb")]
[JsonDerivedType(typeof(DehbMethod), "dehb")]
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
/// <param name="Restarts">How runs follow each other; null for <see cref="CmaesRestarts.Ipop"/>. Default: null.</param>
[GenerateSerializer, Alias("method-cmaes"), Immutable]
public sealed record CmaesMethod([property: Id(0)] int? Population = null, [property: Id(1)] CmaesRestarts? Restarts = null) : MethodSpec;

/// <summary>What follows a run of the covariance matrix adaptation evolution strategy that has come to its end.</summary>
[GenerateSerializer]
public enum CmaesRestarts
{
    /// <summary>A run with twice the population (Auger and Hansen 2005).</summary>
    Ipop,

    /// <summary>Runs with ever greater populations, and short ones with small populations and small steps between them (Hansen 2009).</summary>
    Bipop,
}

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

/// <summary>
/// BOHB (Falkner et al. 2018): the Parzen estimator of the trials at the highest rung where enough were compared, for one objective and a
/// sweep that ends trials early at rungs.
/// </summary>
/// <param name="Candidates">How many candidates are drawn per suggestion; at least 1. Default: 64.</param>
/// <param name="RandomShare">The share of trials that are drawn from the distributions, from 0 to 1. Default: 1/3.</param>
[GenerateSerializer, Alias("method-bohb"), Immutable]
public sealed record BohbMethod([property: Id(0)] int Candidates = 64, [property: Id(1)] double RandomShare = 1 / 3.0) : MethodSpec;

/// <summary>
/// DEHB (Awad et al. 2021): differential evolution with a population at every rung, each learning from the one below it, for one objective and
/// a sweep that ends trials early at rungs.
/// </summary>
/// <param name="Population">How many members each population has; at least 4. Default: 20.</param>
[GenerateSerializer, Alias("method-dehb"), Immutable]
public sealed record DehbMethod([property: Id(0)] int Population = 20) : MethodSpec;
