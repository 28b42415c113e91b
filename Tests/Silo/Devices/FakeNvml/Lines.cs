namespace SweepCluster.Silo.Tests.Devices.FakeNvml;

/// <summary>Lines of the file that says what the stand-in answers.</summary>
internal static class Lines
{
    public const int Lost = 15;

    public const string Well = "init 0";

    public const string DriverNotLoaded = "init 9";

    /// <summary>A graphics processor of 24 GiB that is well, or one that answers every question with a code.</summary>
    public static string Gpu(string uuid, int code = 0, int mig = 0) => $"gpu {code} {uuid} NVIDIA-L4 {24L << 30} {1L << 30} 37 61 72500 {mig}";

    /// <summary>One that does not even give a handle.</summary>
    public static string Gone(int code = Lost) => Gpu("-", code);

    /// <summary>A part of the one above.</summary>
    public static string Part(string uuid, int gigabytes) => $"part 0 {uuid} {(long)gigabytes << 30}";
}
