using System.Globalization;

using RpmTasks.Packaging.Input;
using RpmTasks.Packaging.Text;
using RpmTasks.Packaging.Trees;

namespace RpmTasks.Packaging.Service.Native;

/// <summary>The service, job or template that systemd runs in the image's own files: no engine, no container.</summary>
internal static class NativeUnit
{
    public static string Write(ServicePlan plan)
    {
        var (run, tree, request) = (plan.Run!, plan.Tree!, plan.Request);
        var isJob = request.Kind == ServiceKind.Timer;
        var unit = ServiceUnit.Head(plan)
            .Section("Service")
            .Set("Type", isJob ? "oneshot" : TypeOf(request));
        Root(unit, tree, run);
        Sandbox.User(unit, plan);
        Folders(unit, tree, run.Volumes);
        Environment(unit, plan, run);
        unit.Set("ExecStart", new CommandLine("").Value(tree.Command.Program).Values(tree.Command.Arguments));
        Signals(unit, request, run);
        Sandbox.Add(unit, plan, run);
        Limits(unit, request.Confinement);
        ServiceUnit.Tail(unit, plan);
        return (isJob ? unit : ServiceUnit.Install(unit, plan)).ToString();
    }

    // Type=exec came with systemd 240; EL8 has 239.
    private static string TypeOf(ServiceRequest request) =>
        request.Readiness == Readiness.Container ? "notify" : request.Baseline == HostBaseline.El8 ? "simple" : "exec";

    private static void Root(UnitText unit, TreePlan tree, NativeRun run)
    {
        unit.Set("RootDirectory", tree.Root)
            .Set("MountAPIVFS", "yes")
            .Set("BindReadOnlyPaths", "-/etc/resolv.conf -/etc/hosts")
            .Set("WorkingDirectory", run.WorkingDirectory.Replace("%", "%%", StringComparison.Ordinal));
        if (tree.App is { } app)
            unit.Set("BindReadOnlyPaths", Bind(app.Source, app.Target));
        foreach (var bind in run.Volumes.Binds)
            unit.Set(bind.Options.Contains("ro") ? "BindReadOnlyPaths" : "BindPaths", Bind(bind.Source, bind.Target));
    }

    private static void Folders(UnitText unit, TreePlan tree, NativeVolumes volumes)
    {
        foreach (var kind in volumes.Folders.Select(folder => folder.Kind).Distinct())
        {
            unit.Set(kind.Directive(), string.Join(' ', volumes.Folders.Where(folder => folder.Kind == kind).Select(folder => folder.Word)))
                .Set(kind.Directive() + "Mode", "0" + Convert.ToString(volumes.Modes[kind], 8));
        }

        // What a shared tree lacks, and what nobody can know, has its place in memory.
        var empty = tree.App is null ? volumes.Empty : [.. volumes.Folders.Select(folder => folder.Kind.Parent()).Distinct()];
        foreach (var path in empty)
            unit.Set("TemporaryFileSystem", path + ":ro");
    }

    private static void Environment(UnitText unit, ServicePlan plan, NativeRun run)
    {
        foreach (var variable in run.Environment)
            unit.Set("Environment", variable.Assignment);
        unit.Set("EnvironmentFile", plan.Paths.EnvironmentFile)
            .SetIf(plan.Request.Kind == ServiceKind.Template, "EnvironmentFile", "-" + plan.Paths.InstanceEnvironmentFile);
    }

    private static void Signals(UnitText unit, ServiceRequest request, NativeRun run) => unit
        // With '+' outside of the image, which may have no shell, and RootDirectoryStartOnly= outside of its tree.
        .SetIf(request.ReloadSignal is not null, "RootDirectoryStartOnly", "yes")
        .SetIf(request.ReloadSignal is not null, "ExecReload", $"+/bin/sh -c \"kill -s {request.ReloadSignal} ${{MAINPID}}\"")
        .SetIf(run.KillSignal is not null, "KillSignal", run.KillSignal ?? "")
        // As in a container: the first process is told, and when it has ended the others are.
        .Set("KillMode", "mixed");

    private static void Limits(UnitText unit, Confinement limits) => unit
        .SetIf(limits.MemoryMax is not null, "MemoryMax", Text(limits.MemoryMax))
        .SetIf(limits.CpuQuota is not null, "CPUQuota", Text(limits.CpuQuota) + "%")
        .SetIf(limits.PidsMax is not null, "TasksMax", Text(limits.PidsMax));

    private static string Bind(string source, string target) => $"{Path(source)}:{Path(target)}";

    private static string Path(string path) => CommandLine.IsPlain(path) ? path : UnitQuote.Assignment(path);

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
