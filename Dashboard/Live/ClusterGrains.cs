namespace SweepCluster.Dashboard.Live;

/// <summary>The way to the cluster's grains, whoever goes it.</summary>
/// <param name="Factory">Gives the grains.</param>
internal sealed record ClusterGrains(IGrainFactory Factory);
