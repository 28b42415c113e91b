using System.Diagnostics;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class Commands
{
    /// <summary>What the program printed; it must succeed.</summary>
    public static string Run(string program, IEnumerable<string> arguments, string input = "") => RunBoth(program, arguments, input).Output;

    /// <summary>What the program printed on standard output and on standard error; it must succeed.</summary>
    public static (string Output, string Errors) RunBoth(string program, IEnumerable<string> arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
        return (output, errors.Result);
    }
}
