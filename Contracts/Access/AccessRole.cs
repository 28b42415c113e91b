namespace SweepCluster.Contracts.Access;

/// <summary>What whoever shows a key may do.</summary>
[GenerateSerializer]
public enum AccessRole
{
    /// <summary>See everything, change nothing.</summary>
    Viewer,

    /// <summary>See and change everything, also who has keys.</summary>
    Operator,
}
