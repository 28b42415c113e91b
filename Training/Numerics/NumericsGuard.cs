namespace SweepCluster.Training.Numerics;

/// <summary>Makes sure, before anything is trained, that this process computes convolutions right.</summary>
internal static class NumericsGuard
{
    /// <summary>Reads the processor, tests the convolutions, and switches oneDNN off when either says so. Call once, first.</summary>
    public static NumericsReport Secure()
    {
        if (OneDnn.ProcessorReportsNoCaches())
        {
            return SwitchOff("the processor reports no caches, which oneDNN's convolutions rely on");
        }

        var error = ConvolutionSelfTest.WorstError();
        return error <= ConvolutionSelfTest.Tolerance
            ? new NumericsReport(OneDnn: true, "the self-test passed", error)
            : SwitchOff(FormattableString.Invariant($"the self-test found a relative error of {error:g3} with it"));
    }

    private static NumericsReport SwitchOff(string reason) => OneDnn.TrySetEnabled(false)
        ? new NumericsReport(OneDnn: false, reason, ConvolutionSelfTest.WorstError())
        : new NumericsReport(OneDnn: true, reason + ", but this libtorch has no switch for it", double.MaxValue);
}
