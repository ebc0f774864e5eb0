using System.Text.Json;

using RpmTasks.Host.Tests.Arguments;
using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests;

/// <summary>A service on a host without its package: its units and its program for the image are the product's, its image just sleeps.</summary>
internal sealed class SleepingService(BootedHost host, string name, string kind = "service")
{
    private const string Package = "sleeping";
    private const string ImageReference = "localhost/made:1";

    public string Name => name;

    public string ProcessId => host.Do($"{Engine} inspect --format '{{{{.State.Pid}}}}' {name}");

    private string Engine => host.Recipe.Engine;

    /// <summary>Makes the image that all of them run, and what else their units want.</summary>
    public static void Prepare(BootedHost host)
    {
        RealTool.Require("busybox");
        host.Do($$"""
            mkdir --parents /usr/share/containers/systemd
            chmod +x {{host.CopyIn(RealTool.Find("busybox")!)}}
            tar --create --directory={{OfflineStep.Folder}} busybox |
                {{host.Recipe.Engine}} import --change 'CMD ["/busybox", "sleep", "100000"]' - {{ImageReference}}
            """);
    }

    /// <summary>The plan of a project that says this, as its publish reads and plans it.</summary>
    /// <param name="isApp">Whether the image counts as the project's own app.</param>
    public ServicePlan Plan(ServiceInput input, bool isApp = false)
    {
        var request = RequestReader.Read(new PackInput
        {
            ProjectName = Package,
            Image = new ImageInput { Image = "docker-archive:/srv/sleeping.tar", DefaultRuntimeIdentifier = "linux-x64" },
            Metadata = new MetadataInput { Name = Package, Version = "", Release = "", ProjectVersion = "1.0.0", Description = "Sleeps" },
            Places = new PlacesInput { ProjectFolder = "/srv", IntermediateFolder = "/srv/obj", OutputFolder = "/srv/bin" },
            Service = input with { Name = name, Engine = Engine, Kind = kind },
        });
        var id = Digest.Parse("sha256:" + host.Do($"{Engine} image inspect --format '{{{{.Id}}}}' {ImageReference}").Replace("sha256:", "", StringComparison.Ordinal));
        return new ServicePlan
        {
            PackageName = Package,
            Request = request.Service!,
            Description = request.Texts.Summary,
            Image = new HostImage(id, id, ImageName.Of(Package, "1.0.0", id)),
            IsApp = isApp,
            Ports = [],
        };
    }

    /// <param name="administrator">What the administrator writes into /etc/sysconfig.</param>
    public void Start(ServicePlan plan, string administrator = "")
    {
        foreach (var unit in UnitFiles.Write(plan))
            Place(unit.Path, unit.Text);
        Place(plan.Paths.ImageHelper, ImageHelper.Write(plan), "0755");
        Place(plan.Paths.EngineArgumentsFile, administrator);
        host.Do($"""
            {Engine} tag {ImageReference} {plan.Image.Name.Reference}
            mkdir --parents {plan.Paths.ConfigurationFolder}; touch {plan.Paths.EnvironmentFile}
            systemctl daemon-reload
            systemctl start {name}
            for try in $(seq 1200); do [ "$({Engine} inspect --format '{"{{"}.State.Running{"}}"}' {name} 2>/dev/null)" = true ] && exit; sleep 0.1; done
            systemctl status {name}; exit 1
            """);
    }

    /// <summary>Runs a program of busybox in the container, as its root.</summary>
    public ToolResult Run(string command) => host.Run($"{Engine} exec --user=0 {name} /busybox {command}");

    /// <summary>The variables of the container's process whose names are those of lists.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        var bytes = Convert.FromBase64String(host.Do($"base64 --wrap=0 /proc/{ProcessId}/environ"));
        return System.Text.Encoding.UTF8.GetString(bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(ArgumentCargo.Assignment)
            .Where(variable => variable.Name is ['L', >= '0' and <= '9', ..])
            .ToDictionary(variable => variable.Name, variable => variable.Value);
    }

    /// <summary>The labels of the container but for the one that says whose it is.</summary>
    public IReadOnlyDictionary<string, string> Labels()
    {
        var json = host.Do($"{Engine} inspect --format '{{{{json .Config.Labels}}}}' {name}");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.Where(label => label.Key is not ("PODMAN_SYSTEMD_UNIT" or "systemd-unit")).ToDictionary();
    }

    private void Place(string path, string text, string mode = "0644")
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("placed"), text);
        host.Do($"install -D --mode={mode} {host.CopyIn(folder.File("placed"))} {path}");
    }
}
