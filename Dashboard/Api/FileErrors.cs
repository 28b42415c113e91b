using SweepCluster.Contracts.Files;

namespace SweepCluster.Dashboard.Api;

/// <summary>Remarks about sweep files as the API shows them.</summary>
internal static class FileErrors
{
    /// <summary>One remark.</summary>
    public static FileError Of(SweepFileRemark remark) => new(remark.Line, remark.Column, remark.Seen, remark.Allowed);
}
