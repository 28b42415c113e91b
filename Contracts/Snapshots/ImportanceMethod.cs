namespace SweepCluster.Contracts.Snapshots;

/// <summary>How the importance of parameters is worked out.</summary>
[GenerateSerializer]
public enum ImportanceMethod
{
    /// <summary>Which share of the score's variance over the whole space each parameter explains (Hutter et al. 2014).</summary>
    Fanova,

    /// <summary>How differently the best tenth of the trials is distributed along each parameter (Watanabe et al. 2023).</summary>
    PedAnova,
}
