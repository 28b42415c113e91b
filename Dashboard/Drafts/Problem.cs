using SweepCluster.Contracts.Files;

namespace SweepCluster.Dashboard.Drafts;

/// <summary>An error or a warning about a place of the text, as the editor takes it.</summary>
public sealed record Problem(int Line, int Column, string Severity, string Message)
{
    internal static Problem Error(SweepFileRemark remark) => new(remark.Line, remark.Column, "error", remark.Message);

    internal static Problem Warning(SweepFileRemark remark) => new(remark.Line, remark.Column, "warning", remark.Message);
}
