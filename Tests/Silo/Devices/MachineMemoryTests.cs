using SweepCluster.Silo.Devices;

namespace SweepCluster.Silo.Tests.Devices;

/// <summary>Machines whose files lie in a folder.</summary>
public sealed class MachineMemoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sweep-memory-").FullName;

    public MachineMemoryTests() => Write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree:         1 kB\n");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Usable_NoGroup_IsThatOfTheMachine() => Assert.Equal(8_000_000L << 10, MachineMemory.Usable(_root));

    [Theory]
    [InlineData("max", "max", 8_192_000_000)]
    [InlineData("4000000000", "max", 4_000_000_000)]
    [InlineData("4000000000", "3000000000", 3_000_000_000)]
    [InlineData("4000000000", "5000000000", 4_000_000_000)]
    public void Usable_GroupsOfVersion2_SmallestOfAllAround(string outer, string inner, long expected)
    {
        Write("proc/self/cgroup", "0::/outer/inner\n");
        Write("sys/fs/cgroup/outer/memory.max", outer + "\n");
        Write("sys/fs/cgroup/outer/inner/memory.max", inner + "\n");

        Assert.Equal(expected, MachineMemory.Usable(_root));
    }

    [Fact]
    public void Usable_GroupsOfVersion1_NoLimitIsAHugeNumber()
    {
        Write("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/a\n0::/\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.Equal(8_000_000L << 10, MachineMemory.Usable(_root));

        Write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "536870912\n");
        Assert.Equal(536_870_912, MachineMemory.Usable(_root));
    }

    [Fact]
    public void Usable_PathOfTheMachineOutside_ReadsTheTopOfTheContainer()
    {
        Write("proc/self/cgroup", "0::/kubepods/pod1/container1\n");
        Write("sys/fs/cgroup/memory.max", "1073741824\n");

        Assert.Equal(1L << 30, MachineMemory.Usable(_root));
    }

    [Fact]
    public void Usable_NoFilesAtAll_IsUnknown() => Assert.Null(MachineMemory.Usable(Path.Combine(_root, "nothing")));

    [Fact]
    public void Usable_ThisMachine_HasSome() => Assert.InRange(MachineMemory.Usable()!.Value, 1L << 26, 1L << 50);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
