using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

using NetArchTest.Rules;

namespace RpmTasks.Tasks.Tests;

/// <summary>The directions between the rooms, and what each may know.</summary>
public sealed class DirectionTests
{
    private const string Docker = "Docker.DotNet";
    private const string Tar = "ICSharpCode.SharpZipLib";
    private const string MSBuild = "Microsoft.Build";
    private const string OpenPgp = "Org.BouncyCastle";

    private static readonly string[] OpensFiles =
        ["System.IO.File.", "System.IO.FileStream.", "System.IO.Directory.", "System.IO.FileInfo.", "System.IO.DirectoryInfo.", "System.IO.RandomAccess."];

    [TestCase("RpmTasks.Rpm", "RpmTasks.Images", "RpmTasks.Packaging", "RpmTasks.Tasks", Docker, Tar, MSBuild)]
    [TestCase("RpmTasks.Images", "RpmTasks.Rpm", "RpmTasks.Packaging", "RpmTasks.Tasks", MSBuild, OpenPgp)]
    [TestCase("RpmTasks.Packaging", "RpmTasks.Tasks", Docker, Tar, MSBuild, "ZstdSharp", "SharpCompress", OpenPgp)]
    [TestCase("RpmTasks.Tasks", "RpmTasks.Rpm", "RpmTasks.Images", Docker, Tar, "ZstdSharp", "SharpCompress", OpenPgp)]
    public void A_room_knows_only_what_is_below_it(string room, params string[] forbidden)
    {
        var result = Types.InAssembly(Assembly.Load(room)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult();
        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }

    // The machine is asked in one place, the task; everything below is handed what it needs.
    [TestCase("RpmTasks.Rpm")]
    [TestCase("RpmTasks.Images")]
    [TestCase("RpmTasks.Packaging")]
    public void No_room_below_the_task_asks_for_clock_host_or_folder(string room)
    {
        string[] asked =
        [
            "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
            "System.TimeProvider.get_System", "System.Net.Dns.GetHostName", "System.Environment.get_MachineName", "System.Environment.get_UserName",
            "System.Environment.get_CurrentDirectory", "System.Environment.GetEnvironmentVariable", "System.Environment.get_ProcessorCount",
            "System.IO.Directory.GetCurrentDirectory", "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.IO.Directory.CreateTempSubdirectory",
        ];
        Assert.That(MembersUsedBy(room).Intersect(asked), Is.Empty);
    }

    /// <summary>The readers of packages get a stream: whatever a package says, they cannot open another file.</summary>
    [Test]
    public void The_reader_of_packages_knows_no_files() =>
        Assert.That(
            MembersUsedBy("RpmTasks.Rpm").Where(member => OpensFiles.Any(type => member.StartsWith(type, StringComparison.Ordinal))),
            Is.Empty);

    // The user's signing command is the one program that is ever run.
    [TestCase("RpmTasks.Rpm")]
    [TestCase("RpmTasks.Images")]
    [TestCase("RpmTasks.Packaging", "RpmTasks.Packaging.Signing.SigningProcess")]
    [TestCase("RpmTasks.Tasks")]
    public void Processes_are_started_in_one_place(string room, params string[] places)
    {
        var starting = Types.InAssembly(Assembly.Load(room)).That().HaveDependencyOn("System.Diagnostics.Process").GetTypes();
        Assert.That(starting.Select(type => type.FullName!.Split('/', '+')[0]).Distinct(), Is.EqualTo(places));
    }

    [Test]
    public void Only_what_a_project_file_names_is_public()
    {
        string[] rooms = ["RpmTasks.Rpm", "RpmTasks.Images", "RpmTasks.Packaging", "RpmTasks.Tasks"];
        var exported = rooms.SelectMany(room => Assembly.Load(room).GetExportedTypes()).Select(type => type.FullName);
        Assert.That(exported, Is.EquivalentTo(new[] { "RpmTasks.Tasks.PackRpm", "RpmTasks.Tasks.VerifyRpm", "RpmTasks.Tasks.InspectRpm" }));
    }

    [Test]
    public void The_check_of_directions_sees_what_is_there() =>
        Assert.That(Types.InAssembly(Assembly.Load("RpmTasks.Packaging")).ShouldNot().HaveDependencyOnAny("RpmTasks.Images").GetResult().IsSuccessful, Is.False);

    [Test]
    public void The_check_of_members_sees_what_is_there() =>
        Assert.That(MembersUsedBy("RpmTasks.Tasks"), Does.Contain("System.Environment.get_ProcessorCount"));

    private static HashSet<string> MembersUsedBy(string room)
    {
        using var image = new PEReader(File.OpenRead(Assembly.Load(room).Location));
        var metadata = image.GetMetadataReader();
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
                continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            members.Add($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}");
        }

        return members;
    }
}
