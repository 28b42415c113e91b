using System.Globalization;
using k8s.Models;
using SweepCluster.EndToEnd.Tests;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>
/// A container that runs as a pod of the local overlay would: its image, arguments, environment, user and memory, a read-only root, no
/// capabilities. It shares this machine's network. Removed with the test at the latest.
/// </summary>
internal sealed class RestrictedContainer : IDisposable
{
    // The first two let podman work inside containers and virtual machines, where it may not change limits or talk to systemd.
    private static readonly string[] Podman = ["--runtime", "runc", "--cgroup-manager", "cgroupfs"];

    private readonly string _name;

    private RestrictedContainer(string name) => _name = name;

    /// <summary>What it wrote.</summary>
    public string Said
    {
        get
        {
            var (output, errors) = Commands.RunBoth("podman", [.. Podman, "logs", _name]);
            return output + errors;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="deployment">The deployment whose pods it is like.</param>
    /// <param name="folder">The folder below which volumes lie: the shared one, and for each pod its own.</param>
    /// <param name="changes">Variables and arguments that differ, such as addresses and ports.</param>
    public static RestrictedContainer Start(string deployment, string folder, IReadOnlyDictionary<string, string> changes)
    {
        var pod = Pods.Container("local", deployment);
        var name = $"{deployment}-{Environment.ProcessId}";
        var environment = Pods.Environment("local", deployment);
        foreach (var (key, value) in changes.Where(change => !change.Key.StartsWith('-')))
        {
            environment[key] = value;
        }

        Call(
        [
            "run", "--detach", "--name", name, "--network", "host", "--pull", "never",
            "--read-only", "--read-only-tmpfs=false", "--user", "1654:1654", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            "--ulimit", "nofile=20000:20000", "--ulimit", "nproc=32768:32768",
            "--memory", pod.Resources.Limits["memory"].ToInt64().ToString(CultureInfo.InvariantCulture),
            .. pod.VolumeMounts.SelectMany(mount => Volume(mount, folder, deployment)),
            .. environment.SelectMany(variable => (string[])["--env", $"{variable.Key}={variable.Value}"]),
            $"localhost/{pod.Image}",
            .. pod.Args.Select((argument, index) => index > 0 && changes.TryGetValue(pod.Args[index - 1], out var changed) ? changed : argument),
        ]);
        return new RestrictedContainer(name);
    }

    /// <summary>Waits until it has written a text, and answers what follows it on its line.</summary>
    public async Task<string> SaysAsync(string text)
    {
        await Eventually.TrueAsync(() => Said.Contains(text, StringComparison.Ordinal) || !IsRunning(), () => $"'{text}' was not said: {Said}");
        Assert.True(IsRunning(), Said);
        return Said.Split(text)[1].Split('\n')[0].Trim();
    }

    /// <summary>SIGTERM, and SIGKILL after the pod's grace period; answers the exit code.</summary>
    public string Stop(int graceSeconds)
    {
        Call("stop", "--time", graceSeconds.ToString(CultureInfo.InvariantCulture), _name);
        return Inspect("{{.State.ExitCode}}");
    }

    public void Dispose() => Call("rm", "--force", "--time", "0", _name);

    /// <summary>Runs podman.</summary>
    public static string Call(params string[] arguments) => Commands.Run("podman", [.. Podman, .. arguments]);

    /// <summary>The kubelet lets the pod's group write into its volumes; here everybody may.</summary>
    private static string[] Volume(V1VolumeMount mount, string folder, string deployment)
    {
        if (mount.MountPath == "/tmp")
        {
            return ["--tmpfs", mount.MountPath];
        }

        var path = Path.Combine(folder, mount.Name == "shared" ? mount.Name : $"{deployment}-{mount.Name}");
        Commands.Run("mkdir", ["--parents", "--mode=0777", path]);
        return ["--volume", $"{path}:{mount.MountPath}"];
    }

    private bool IsRunning() => Inspect("{{.State.Running}}") == "true";

    private string Inspect(string format) => Call("inspect", "--format", format, _name).Trim();
}
