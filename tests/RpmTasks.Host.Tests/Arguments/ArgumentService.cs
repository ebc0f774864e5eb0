using System.Text.Json;

using RpmTasks.Images.Model;
using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Layout;
using RpmTasks.Packaging.Service;
using RpmTasks.Testing;
using RpmTasks.Testing.Hosts;

namespace RpmTasks.Host.Tests.Arguments;

/// <summary>A service with its project's run arguments on a host, without its package: only its unit is the product's, its image just sleeps.</summary>
internal sealed class ArgumentService(BootedHost host, string name)
{
    private const string Package = "args";
    private const string ImageReference = "localhost/args:made";

    private string Engine => host.Recipe.Engine;

    /// <summary>Makes the image that all of them run, and what else their units want.</summary>
    public static void Prepare(BootedHost host)
    {
        RealTool.Require("busybox");
        host.Do($$"""
            mkdir --parents /etc/args /etc/sysconfig
            chmod +x {{host.CopyIn(RealTool.Find("busybox")!)}}
            tar --create --directory={{OfflineStep.Folder}} busybox |
                {{host.Recipe.Engine}} import --change 'CMD ["/busybox", "sleep", "100000"]' - {{ImageReference}}
            printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=oneshot\nExecStart=/bin/true\n' >/etc/systemd/system/{{Package}}-image.service
            """);
    }

    /// <summary>The plan of a project with these arguments, as its publish reads and plans them.</summary>
    public ServicePlan Plan(string runArguments)
    {
        var request = RequestReader.Read(new PackInput
        {
            ProjectName = Package,
            Image = new ImageInput { Image = "docker-archive:/srv/args.tar", DefaultRuntimeIdentifier = "linux-x64" },
            Metadata = new MetadataInput { Name = Package, Version = "", Release = "", ProjectVersion = "1.0.0", Description = "Carries arguments" },
            Places = new PlacesInput { ProjectFolder = "/srv", IntermediateFolder = "/srv/obj", OutputFolder = "/srv/bin" },
            Service = new ServiceInput { Name = name, Engine = Engine, RunArguments = runArguments },
        });
        var id = Digest.Parse("sha256:" + host.Do($"{Engine} image inspect --format '{{{{.Id}}}}' {ImageReference}").Replace("sha256:", "", StringComparison.Ordinal));
        return new ServicePlan
        {
            PackageName = Package,
            Request = request.Service!,
            Description = request.Texts.Summary,
            Image = new HostImage(id, id, ImageName.Of(Package, "1.0.0", id)),
            IsApp = false,
            Ports = [],
        };
    }

    /// <param name="administrator">What the administrator writes into /etc/sysconfig.</param>
    public void Start(ServicePlan plan, string administrator = "")
    {
        using var folder = new TemporaryFolder();
        Place(folder, plan.Paths.ServiceUnit, ServiceUnit.Write(plan), plan.Paths.ServiceUnitFile);
        Place(folder, name, administrator, plan.Paths.EngineArgumentsFile);
        host.Do($"""
            {Engine} tag {ImageReference} {plan.Image.Name.Reference}
            touch {plan.Paths.EnvironmentFile}
            systemctl daemon-reload
            systemctl start {name}
            for try in $(seq 300); do [ "$({Engine} inspect --format '{"{{"}.State.Running{"}}"}' {name} 2>/dev/null)" = true ] && exit; sleep 0.1; done
            systemctl status {name}; exit 1
            """);
    }

    /// <summary>The variables of the container's process whose names are those of lists.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        var bytes = Convert.FromBase64String(host.Do($"base64 --wrap=0 /proc/$({Engine} inspect --format '{{{{.State.Pid}}}}' {name})/environ"));
        return System.Text.Encoding.UTF8.GetString(bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(ArgumentCargo.Assignment)
            .Where(variable => variable.Name is ['L', >= '0' and <= '9', ..])
            .ToDictionary(variable => variable.Name, variable => variable.Value);
    }

    /// <summary>The labels of the container but for the one that podman adds.</summary>
    public IReadOnlyDictionary<string, string> Labels()
    {
        var json = host.Do($"{Engine} inspect --format '{{{{json .Config.Labels}}}}' {name}");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.Where(label => label.Key != "PODMAN_SYSTEMD_UNIT").ToDictionary();
    }

    private void Place(TemporaryFolder folder, string file, string text, string path)
    {
        File.WriteAllText(folder.File(file), text);
        host.Do($"install --mode=0644 {host.CopyIn(folder.File(file))} {path}");
    }
}
