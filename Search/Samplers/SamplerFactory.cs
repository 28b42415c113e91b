using System.Collections.Immutable;
using SweepCluster.Contracts.Specs;
using SweepCluster.Contracts.Values;
using SweepCluster.Search.Pruners;
using SweepCluster.Search.Quasirandom;
using SweepCluster.Search.Space;

namespace SweepCluster.Search.Samplers;

/// <summary>Makes the sampler that a sweep asks for.</summary>
internal static class SamplerFactory
{
    /// <summary>Makes it.</summary>
    /// <exception cref="ArgumentException">The method does not fit the space, or a first point is not a point of it.</exception>
    public static ISampler Create(SweepSpec spec, SearchSpace space)
    {
        var points = spec.FirstPoints.Select(space.Normalise).Distinct().ToArray();
        var sampler = Create(spec, space, [.. points]);
        return points.Length == 0 ? sampler : new FirstPointsSampler([.. points], sampler);
    }

    private static ISampler Create(SweepSpec spec, SearchSpace space, ImmutableHashSet<ParameterSet> firstPoints) => spec.Method switch
    {
        AutoMethod => Create(spec with { Method = AutoChoice.For(spec, space).Method }, space, firstPoints),
        RandomMethod => new RandomSampler(),
        GridMethod => new GridSampler(space, spec.Seed ?? 0, firstPoints),
        TpeMethod tpe => Create(tpe, spec),
        SobolMethod => new QuasirandomSampler("sobol", space, new SobolSequence(spec.Seed ?? 0)),
        HaltonMethod => new QuasirandomSampler("halton", space, new HaltonSequence(spec.Seed ?? 0)),
        CmaesMethod cmaes => Create(cmaes, spec, space),
        GaussianProcessMethod gp => Create(gp, spec, space),
        DifferentialEvolutionMethod de => Create(de, spec, space),
        GeneticMethod nsga2 => Create(nsga2, space),
        BohbMethod bohb => Create(bohb, spec, space),
        DehbMethod dehb => Create(dehb, spec, space),
        _ => throw new ArgumentException($"The method {spec.Method.GetType().Name} is not known to this version."),
    };

    private static TpeSampler Create(TpeMethod tpe, SweepSpec spec) => tpe.StartupTrials >= 1 && tpe.Candidates >= 1
        ? new TpeSampler(tpe.StartupTrials, tpe.Candidates, isJoint: spec.Objectives.Length == 1)
        : throw new ArgumentException(
            $"Method tpe had {tpe.StartupTrials} start-up trials and {tpe.Candidates} candidates; both must be at least 1.");

    private static CmaesSampler Create(CmaesMethod cmaes, SweepSpec spec, SearchSpace space)
    {
        CheckObjectives("cmaes", spec);
        return cmaes.Population is null or >= 4
            ? new CmaesSampler(space, cmaes, spec.Seed ?? 0)
            : throw new ArgumentException($"Method cmaes had a population of {cmaes.Population}; it must be at least 4.");
    }

    private static GaussianProcessSampler Create(GaussianProcessMethod gp, SweepSpec spec, SearchSpace space)
    {
        CheckObjectives("gp", spec);
        return gp.StartupTrials >= 1
            ? new GaussianProcessSampler(space, gp.StartupTrials, spec.Seed ?? 0)
            : throw new ArgumentException($"Method gp had {gp.StartupTrials} start-up trials; there must be at least 1.");
    }

    private static DifferentialEvolutionSampler Create(DifferentialEvolutionMethod de, SweepSpec spec, SearchSpace space)
    {
        CheckObjectives("de", spec);
        return de.Population >= 4
            ? new DifferentialEvolutionSampler(space, de.Population, spec.Seed ?? 0)
            : throw new ArgumentException($"Method de had a population of {de.Population}; it must be at least 4.");
    }

    private static GeneticSampler Create(GeneticMethod nsga2, SearchSpace space) => nsga2.Population >= 2
        ? new GeneticSampler(space, nsga2.Population)
        : throw new ArgumentException($"Method nsga2 had a population of {nsga2.Population}; it must be at least 2.");

    private static BohbSampler Create(BohbMethod bohb, SweepSpec spec, SearchSpace space)
    {
        CheckObjectives("bohb", spec);
        return bohb.Candidates >= 1 && bohb.RandomShare is >= 0 and <= 1
            ? new BohbSampler(space, RungLadder.Of(spec.EarlyTerminate)?.Count ?? 0, bohb)
            : throw new ArgumentException(FormattableString.Invariant(
                $"Method bohb had {bohb.Candidates} candidates and a random share of {bohb.RandomShare}; at least 1 and from 0 to 1 are allowed."));
    }

    private static DehbSampler Create(DehbMethod dehb, SweepSpec spec, SearchSpace space)
    {
        CheckObjectives("dehb", spec);
        return dehb.Population >= 4
            ? new DehbSampler(space, dehb.Population, RungLadder.Of(spec.EarlyTerminate), spec.Seed ?? 0)
            : throw new ArgumentException($"Method dehb had a population of {dehb.Population}; it must be at least 4.");
    }

    private static void CheckObjectives(string method, SweepSpec spec)
    {
        if (spec.Objectives.Length > 1)
        {
            throw new ArgumentException($"Method {method} takes one metric, and the sweep names {spec.Objectives.Length}; use nsga2 or tpe.");
        }
    }
}
