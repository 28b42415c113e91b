using SweepCluster.Cli.Tests.Fakes;

namespace SweepCluster.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("rnu", "sweep: Unknown verb 'rnu'. Did you mean 'run'?\nSee 'sweep --help'.\n")]
    [InlineData("frobnicate", "sweep: Unknown verb 'frobnicate'.\nSee 'sweep --help'.\n")]
    [InlineData("run demo.yaml --devises cpu", "sweep: Unknown option '--devises'. Did you mean '--devices'?\nsweep: Unknown argument 'cpu'.\nSee 'sweep run --help'.\n")]
    [InlineData("show demo-1 --jsn", "sweep: Unknown option '--jsn'. Did you mean '--json'?\nSee 'sweep show --help'.\n")]
    [InlineData("run", "sweep: Required argument 'FILE' missing for command: 'run'.\nSee 'sweep run --help'.\n")]
    [InlineData("run demo.yaml --devices gpu", "sweep: --devices: Devices holds 'gpu'; allowed: auto, cpu, cpu:N, or a list such as cuda:0,cuda:1, with cuda:N-M for MIG part M.\nSee 'sweep run --help'.\n")]
    [InlineData("run demo.yaml --devices cpu:0", "sweep: --devices: Devices holds 'cpu:0'; allowed: auto, cpu, cpu:N, or a list such as cuda:0,cuda:1, with cuda:N-M for MIG part M.\nSee 'sweep run --help'.\n")]
    [InlineData("", "sweep: Required command was not provided.\nSee 'sweep --help'.\n")]
    public async Task RunAsync_BadUsage_ExitsWithTwoAndAHint(string line, string error)
    {
        var bench = new Bench();
        Assert.Equal(2, await bench.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(error, bench.Error);
        Assert.Equal("", bench.Out);
    }

    [Fact]
    public async Task RunAsync_UnexpectedError_PrintsOneLineWithoutAStackTrace()
    {
        var bench = new Bench();
        bench.Home.OnStart = _ => throw new InvalidOperationException("the table\nis missing");
        Assert.Equal(1, await bench.RunAsync("resume", "demo-1"));
        Assert.Equal("sweep: InvalidOperationException: the table is missing (SWEEP_DEBUG=1 shows where)\n", bench.Error);
    }

    [Fact]
    public async Task RunAsync_UnexpectedErrorWithDebug_PrintsTheStackTraceToo()
    {
        var bench = new Bench { Variables = { ["SWEEP_DEBUG"] = "1" } };
        bench.Home.OnStart = _ => throw new InvalidOperationException("the table is missing");
        Assert.Equal(1, await bench.RunAsync("resume", "demo-1"));
        Assert.Contains("   at SweepCluster.Cli", bench.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "/home/somebody/.local/share/sweepcluster")]
    [InlineData("/data/sweeps", null, "/data/sweeps")]
    [InlineData("/data/sweeps", "/given", "/given")]
    public async Task RunAsync_Home_IsTheOptionElseTheVariableElseTheDefault(string? variable, string? option, string expected)
    {
        var bench = new Bench();
        if (variable is not null)
        {
            bench.Variables["SWEEP_HOME"] = variable;
        }

        await bench.RunAsync(option is null ? ["ls"] : ["ls", "--home", option]);
        Assert.Equal(expected, bench.OpenedHome);
    }

    [Fact]
    public async Task Version_OnAnyHome_PrintsOneLine()
    {
        var bench = new Bench();
        Assert.Equal(0, await bench.RunAsync("version"));
        Assert.StartsWith("sweep 0.1.0 (.NET 10", bench.Out, StringComparison.Ordinal);
        Assert.Null(bench.OpenedHome);
    }

    [Fact]
    public async Task Help_OnRequest_ListsTheVerbs()
    {
        var bench = new Bench();
        Assert.Equal(0, await bench.RunAsync("--help"));
        Assert.Contains("run <FILE>", bench.Out, StringComparison.Ordinal);
        Assert.Contains("doctor", bench.Out, StringComparison.Ordinal);
    }
}
