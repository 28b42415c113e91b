using SweepCluster.Contracts.Specs;

namespace SweepCluster.Contracts.Files;

/// <summary>Reads <c>limits</c>, <c>resources</c> and <c>retries</c>.</summary>
internal static class BoundsReader
{
    public static LimitsSpec ReadLimits(Section sweep, int objectives, Remarks remarks)
    {
        if (sweep.TakeSection("limits", "a mapping with max_concurrent_trials, max_duration or max_regret") is not { } limits)
        {
            return new LimitsSpec();
        }

        var spec = new LimitsSpec(
            limits.TakeWhole("max_concurrent_trials", 1), limits.TakeDuration("max_duration"), ReadRegret(limits, objectives, remarks));
        limits.Finish();
        return spec;
    }

    private static double? ReadRegret(Section limits, int objectives, Remarks remarks)
    {
        if (limits.Take("max_regret") is not { } node)
        {
            return null;
        }

        if (objectives > 1)
        {
            remarks.Error(
                node.Place,
                FormattableString.Invariant($"limits has max_regret, and metric names {objectives}"),
                "max_regret takes one metric; leave it out");
        }

        return node.AsPositive(limits.NameOf("max_regret"), remarks);
    }

    public static ResourcesSpec ReadResources(Section sweep)
    {
        var defaults = new ResourcesSpec();
        if (sweep.TakeSection("resources", "a mapping with device, memory, priority or weight") is not { } resources)
        {
            return defaults;
        }

        var device = resources.TakeChoice("device", "any", "cpu", "gpu") switch
        {
            "cpu" => DeviceKind.Cpu,
            "gpu" => DeviceKind.Gpu,
            _ => DeviceKind.Any,
        };
        var spec = new ResourcesSpec(
            device,
            resources.TakeWhole("priority", 0, 100) ?? defaults.Priority,
            resources.TakePositive("weight") ?? defaults.Weight)
        {
            Memory = resources.TakeSize("memory"),
        };
        resources.Finish();
        return spec;
    }

    public static RetriesSpec ReadRetries(Section sweep)
    {
        var defaults = new RetriesSpec();
        if (sweep.TakeSection("retries", "a mapping with max_restarts, progress_timeout or max_trial_duration") is not { } retries)
        {
            return defaults;
        }

        var spec = new RetriesSpec(retries.TakeWhole("max_restarts", 0) ?? defaults.MaxRestarts)
        {
            ProgressTimeout = retries.TakeDuration("progress_timeout") ?? defaults.ProgressTimeout,
            MaxTrialDuration = retries.TakeDuration("max_trial_duration"),
        };
        retries.Finish();
        return spec;
    }
}
