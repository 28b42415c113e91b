using System.ComponentModel.DataAnnotations;
using System.Net;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using SweepCluster.EndToEnd.Tests;
using SweepCluster.Grains.Sweeps;
using SweepCluster.Silo.Devices;
using SweepCluster.Silo.Hosting;
using SweepCluster.Silo.Monitoring;

namespace SweepCluster.Kubernetes.Tests;

/// <summary>What the pods are given is what the programs read: settings that exist, values that pass, ports and folders that fit together.</summary>
public sealed class SettingsTests
{
    private const string Prefix = "SWEEP_";

    private static readonly Dictionary<string, Type> Sections = new()
    {
        ["Cluster"] = typeof(ClusterSettings),
        ["Silo"] = typeof(SiloSettings),
        ["Sweep"] = typeof(SweepOptions),
        ["Monitor"] = typeof(MonitorSettings),
    };

    private static readonly string[] OtherSettings = ["SWEEP_HOME", "SWEEP_OPERATOR_KEY", "SWEEP_Log__Console"];

    public static TheoryData<string, string> Workloads { get; } = new(
        from overlay in Manifests.Overlays
        from deployment in (string[])["sweepcluster-control", "sweepcluster-devices", "sweepcluster-dashboard"]
        select (overlay, deployment));

    public static TheoryData<string, string> Silos { get; } = new(
        from overlay in Manifests.Overlays
        from deployment in (string[])["sweepcluster-control", "sweepcluster-devices"]
        select (overlay, deployment));

    [Theory, MemberData(nameof(Workloads))]
    public void Environment_OfEveryPod_NamesSettingsThatExist(string overlay, string deployment)
    {
        var names = Pods.Environment(overlay, deployment).Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Except(OtherSettings);

        Assert.DoesNotContain(names, name => !Exists(name));
    }

    [Theory, MemberData(nameof(Silos))]
    public void Environment_OfASilo_HoldsValuesThatPass(string overlay, string deployment)
    {
        var configuration = Configuration(overlay, deployment);

        var cluster = ClusterSettings.Read(configuration, null);
        var silo = new SiloSettings { Home = "/home/sweep" };
        configuration.GetSection("Silo").Bind(silo);

        Validator.ValidateObject(silo, new ValidationContext(silo), validateAllProperties: true);
        Assert.Equal("10.1.2.3", cluster.Address);
        Assert.Equal(deployment, cluster.Name);
        if (deployment == "sweepcluster-control")
        {
            Assert.Equal(("", false), (silo.Devices, silo.WarmsUp));
        }
        else
        {
            Assert.NotEmpty(DeviceList.Read(silo.Devices, silo.SlotsPerGpu, 4, []));
        }
    }

    [Theory, MemberData(nameof(Silos))]
    public void Ports_OfASilo_AreThoseItListensOn(string overlay, string deployment)
    {
        var cluster = ClusterSettings.Read(Configuration(overlay, deployment), null);
        var settings = MonitorSettings.Read(Configuration(overlay, deployment), url: null);
        var monitor = new Uri(settings.Url);
        var ports = Pods.Container(overlay, deployment).Ports.ToDictionary(port => port.Name, port => port.ContainerPort);

        Assert.Equal((cluster.SiloPort, cluster.GatewayPort, monitor.Port), (ports["silo"], ports["gateway"], ports["monitor"]));
        Assert.Equal(IPAddress.Any, IPAddress.Parse(monitor.Host));
        Assert.True(settings.Drains);
        Assert.Equal(["/healthz", "/healthz", "/readyz"], ProbePaths(Pods.Container(overlay, deployment)));
    }

    [Theory, MemberData(nameof(Silos))]
    public void Folders_OfASilo_LieOnVolumes(string overlay, string deployment)
    {
        var container = Pods.Container(overlay, deployment);
        var environment = Pods.Environment(overlay, deployment);
        var mounts = container.VolumeMounts.Select(mount => mount.MountPath).ToList();

        Assert.Contains("/tmp", mounts);
        Assert.All(
            (string[])["SWEEP_HOME", "SWEEP_Cluster__Checkpoints", "SWEEP_Cluster__Data"],
            name => Assert.Contains(mounts, mount => (environment[name] + "/").StartsWith(mount + "/", StringComparison.Ordinal)));
        var shared = container.VolumeMounts.Single(mount => environment["SWEEP_Cluster__Checkpoints"].StartsWith(mount.MountPath, StringComparison.Ordinal)).Name;
        Assert.NotNull(Pods.Deployment(overlay, deployment).Spec.Template.Spec.Volumes.Single(volume => volume.Name == shared).PersistentVolumeClaim);
    }

    [Theory, MemberData(nameof(Workloads))]
    public void Arguments_OfEveryPod_AreOnesOfTheVerb(string overlay, string deployment)
    {
        var arguments = Pods.Container(overlay, deployment).Args;
        var help = Commands.Run(Repository.Sweep, [arguments[0], "--help"]);

        Assert.Contains(arguments[0], (string[])["silo", "dashboard"]);
        Assert.All(
            arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)),
            option => Assert.Contains($"{option} <", help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("cpu")]
    [InlineData("gpu")]
    public void Dashboard_ListensOnItsPortAndKeepsSessionsOnAVolume(string overlay)
    {
        var container = Pods.Container(overlay, "sweepcluster-dashboard");
        var url = new Uri(After(container, "--url"));

        Assert.Equal((IPAddress.Any, container.Ports.Single().ContainerPort), (IPAddress.Parse(url.Host), url.Port));
        Assert.Contains(container.VolumeMounts, mount => mount.MountPath == After(container, "--session-keys"));
        Assert.Equal(["/healthz", "/healthz", "/readyz"], ProbePaths(container));
    }

    [Fact]
    public void Secret_HasTheKeysThatPodsRead()
    {
        var manifests = Manifests.Of("local");
        var drawn = Assert.Single(manifests.Of<V1Secret>());
        var read = manifests.Containers.SelectMany(entry => entry.Container.Env).Select(variable => variable.ValueFrom?.SecretKeyRef)
            .OfType<V1SecretKeySelector>().ToList();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "kubernetes.md"));

        Assert.All(read, key => Assert.Equal(drawn.Name(), key.Name));
        Assert.Equal(drawn.Data.Keys.Order(), read.Select(key => key.Key).Distinct().Order());
        Assert.All(((string[])["redis", "postgres", "operator-key"]), key => Assert.Contains($"--from-literal={key}=", page, StringComparison.Ordinal));
    }

    private static bool Exists(string name) =>
        name[Prefix.Length..].Split("__") is [var section, var key]
        && Sections.TryGetValue(section, out var type)
        && type.GetProperty(key) is { CanWrite: true };

    private static IConfiguration Configuration(string overlay, string deployment) => new ConfigurationBuilder()
        .AddInMemoryCollection(Pods.Environment(overlay, deployment)
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create(variable.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)))
        .Build();

    private static string[] ProbePaths(V1Container container) =>
        [container.StartupProbe.HttpGet.Path, container.LivenessProbe.HttpGet.Path, container.ReadinessProbe.HttpGet.Path];

    private static string After(V1Container container, string option) => container.Args[container.Args.IndexOf(option) + 1];
}
