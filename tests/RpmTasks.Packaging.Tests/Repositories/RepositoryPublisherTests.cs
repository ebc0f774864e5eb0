using System.Xml.Linq;

using RpmTasks.Packaging.Diagnostics;
using RpmTasks.Packaging.Packing;
using RpmTasks.Packaging.Repositories;
using RpmTasks.Testing;

namespace RpmTasks.Packaging.Tests.Repositories;

public sealed class RepositoryPublisherTests
{
    private TestRepository _repository = null!;

    [SetUp]
    public void Create() => _repository = new TestRepository();

    [TearDown]
    public void Remove() => _repository.Dispose();

    [Test]
    public void The_package_lies_in_the_folder_and_in_the_metadata()
    {
        var packed = _repository.Pack(TestRepository.Spec());
        _repository.Add(packed);

        Assert.That(File.ReadAllBytes(_repository.At("orders-1.0-1.noarch.rpm")), Is.EqualTo(File.ReadAllBytes(packed.Path)));
        Assert.That(_repository.Locations(), Is.EqualTo(new[] { "orders-1.0-1.noarch.rpm" }));
        Assert.That(Directory.GetFileSystemEntries(_repository.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { ".rpmtasks.lock", "orders-1.0-1.noarch.rpm", "repodata" }));
        Assert.That(_repository.Repodata().Keys, Has.Count.EqualTo(4));
    }

    [Test]
    public void The_order_in_which_packages_come_changes_nothing()
    {
        using var other = new TestRepository();
        string[] names = ["b", "a", "c"];
        foreach (var name in names)
            _repository.Add(TestRepository.Spec(name));
        foreach (var name in names.Order())
            other.Add(TestRepository.Spec(name));

        Assert.That(_repository.Locations(), Is.EqualTo(new[] { "a-1.0-1.noarch.rpm", "b-1.0-1.noarch.rpm", "c-1.0-1.noarch.rpm" }));
        Assert.That(Current(_repository), Is.EqualTo(Current(other)));
    }

    [Test]
    public void What_is_carried_over_is_what_would_be_read_anew()
    {
        _repository.Add(TestRepository.Spec("a"));
        _repository.Add(TestRepository.Spec("b"));
        var carried = Current(_repository);
        Directory.Delete(_repository.At("repodata"), recursive: true);
        _repository.Add(TestRepository.Spec("b"));

        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 1 of them read").And.Some.Contains("2 packages, 2 of them read"));
        Assert.That(Current(_repository), Is.EqualTo(carried));
    }

    [Test]
    public void Nothing_new_writes_nothing()
    {
        _repository.Add(TestRepository.Spec());
        var before = Directory.GetFiles(_repository.At("repodata")).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        foreach (var file in before.Keys)
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        _repository.Add(TestRepository.Spec());

        Assert.That(Directory.GetFiles(_repository.At("repodata")), Is.EquivalentTo(before.Keys));
        Assert.That(before.Keys.Select(File.GetLastWriteTimeUtc), Is.All.EqualTo(DateTime.UnixEpoch));
        Assert.That(_repository.Progress, Has.Some.Contains("nothing new"));
    }

    /// <summary>The same name, length and time, as a build with a fixed date gives them.</summary>
    [Test]
    public void A_replaced_package_is_read_though_it_looks_the_same()
    {
        _repository.Add(TestRepository.Spec());
        _repository.Add(TestRepository.Spec() with { Summary = "Makes orders" });

        Assert.That(_repository.Document("primary").Descendants(RepositoryXml.Common + "summary").Select(summary => summary.Value), Is.EqualTo(new[] { "Makes orders" }));
        Assert.That(Id(_repository), Is.EqualTo(TestRepository.Packed(_repository.At("orders-1.0-1.noarch.rpm")).Sha256));
    }

    [Test]
    public void Packages_below_folders_are_found_and_removed_ones_forgotten()
    {
        _repository.Add(TestRepository.Spec("a"));
        Directory.CreateDirectory(_repository.At("pool", "x"));
        File.Move(_repository.At("a-1.0-1.noarch.rpm"), _repository.At("pool", "x", "a-1.0-1.noarch.rpm"));
        _repository.Add(TestRepository.Spec("z"));

        Assert.That(_repository.Locations(), Is.EqualTo(new[] { "pool/x/a-1.0-1.noarch.rpm", "z-1.0-1.noarch.rpm" }));
    }

    [Test]
    public void The_files_of_the_last_index_stay_for_its_readers_and_older_ones_go()
    {
        _repository.Add(TestRepository.Spec("a"));
        var first = _repository.Repodata().Keys.ToHashSet();
        _repository.Add(TestRepository.Spec("b"));
        var second = _repository.Repodata().Keys.ToHashSet();
        _repository.Add(TestRepository.Spec("c"));
        var third = _repository.Repodata().Keys.ToHashSet();

        Assert.That(first, Is.SubsetOf(second));
        Assert.That(third.Intersect(first), Is.EqualTo(new[] { "repomd.xml" }));
        Assert.That(third, Has.Count.EqualTo(7));
        Assert.That(second.Except(first), Is.SubsetOf(third));
    }

    [Test]
    public void What_others_added_stays_and_databases_go()
    {
        RealTool.Require("createrepo_c", "modifyrepo_c");
        _repository.Add(TestRepository.Spec("a"));
        Assert.That(RealTool.Run("createrepo_c", "--quiet", "--distro", "cpe:/o:x,Example", "--database", "--update", _repository.Folder).ExitCode, Is.Zero);
        File.WriteAllText(_repository.At("updateinfo.xml"), "<updates/>\n");
        Assert.That(RealTool.Run("modifyrepo_c", _repository.At("updateinfo.xml"), _repository.At("repodata")).ExitCode, Is.Zero);
        var updateInfo = Data(_repository, "updateinfo");

        _repository.Add(TestRepository.Spec("b"));

        Assert.That(Types(_repository), Is.EqualTo(new[] { "primary", "filelists", "other", "updateinfo" }));
        Assert.That(XNode.DeepEquals(Data(_repository, "updateinfo"), updateInfo), Is.True);
        Assert.That(_repository.Index().Root!.Element(RepositoryXml.Index + "tags"), Is.Not.Null);
        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 1 of them read"));
    }

    /// <summary>A folder where the new metadata goes stands for a disk that is full.</summary>
    [Test]
    public void A_package_is_not_replaced_when_its_metadata_cannot_be_written()
    {
        using var other = new TestRepository();
        var changed = TestRepository.Spec() with { Summary = "Makes orders" };
        other.Add(changed);
        _repository.Add(TestRepository.Spec());
        var (package, before) = (File.ReadAllBytes(_repository.At("orders-1.0-1.noarch.rpm")), Current(_repository));
        Directory.CreateDirectory(_repository.At("repodata", other.Repodata().Keys.Single(name => name.Contains("-primary.", StringComparison.Ordinal))));

        var exception = Assert.Throws<PackException>(() => _repository.Add(changed))!;

        Assert.That(exception.Problems.Single().Rule.Code, Is.EqualTo("RPMT4060"));
        Assert.That(File.ReadAllBytes(_repository.At("orders-1.0-1.noarch.rpm")), Is.EqualTo(package));
        Assert.That(Current(_repository), Is.EqualTo(before));
    }

    [Test]
    public void What_a_killed_build_copied_is_removed()
    {
        Directory.CreateDirectory(_repository.Folder);
        File.WriteAllText(_repository.At(".orders-0.9-1.noarch.rpm.partial"), "half");
        _repository.Add(TestRepository.Spec());
        Assert.That(Directory.GetFileSystemEntries(_repository.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { ".rpmtasks.lock", "orders-1.0-1.noarch.rpm", "repodata" }));
    }

    [Test]
    public void What_is_no_package_is_named()
    {
        Directory.CreateDirectory(_repository.Folder);
        File.WriteAllText(_repository.At("broken.rpm"), "no package");

        var exception = Assert.Throws<PackException>(() => _repository.Add(TestRepository.Spec()))!;

        Assert.That(exception.Problems.Single().Rule.Code, Is.EqualTo("RPMT4062"));
        Assert.That(exception.Message, Does.Contain(_repository.At("broken.rpm")));
        Assert.That(File.Exists(_repository.At("repodata", "repomd.xml")), Is.False);
    }

    [Test]
    public void A_publish_that_fails_leaves_what_it_would_replace()
    {
        _repository.Add(TestRepository.Spec());
        var id = Id(_repository);
        var before = _repository.Repodata();
        File.WriteAllText(_repository.At("broken.rpm"), "no package");

        Assert.Throws<PackException>(() => _repository.Add(TestRepository.Spec() with { Summary = "Makes orders" }));

        Assert.That(TestRepository.Packed(_repository.At("orders-1.0-1.noarch.rpm")).Sha256, Is.EqualTo(id));
        Assert.That(_repository.Repodata(), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(_repository.Folder), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_said()
    {
        File.WriteAllText(_repository.Folder, "a file");

        var exception = Assert.Throws<PackException>(() => _repository.Add(TestRepository.Spec()))!;

        Assert.That(exception.Problems.Single().Rule.Code, Is.EqualTo("RPMT4060"));
    }

    [Test]
    public void A_package_that_changed_since_it_was_packed_is_not_taken()
    {
        var packed = _repository.Pack(TestRepository.Spec());
        File.AppendAllText(packed.Path, "more");

        var exception = Assert.Throws<PackException>(() => _repository.Add(packed))!;

        Assert.That(exception.Message, Does.Contain("changed since it was packed"));
        Assert.That(Directory.GetFiles(_repository.Folder, "*orders*"), Is.Empty);
    }

    [Test]
    public void Many_builds_at_once_lose_no_package()
    {
        var packed = Enumerable.Range(0, 12).Select(number => _repository.Pack(TestRepository.Spec($"p{number:00}"))).ToList();

        Parallel.ForEach(packed, new ParallelOptions { MaxDegreeOfParallelism = 6 }, package => _repository.Add(package));

        Assert.That(_repository.Locations(), Is.EqualTo(packed.Select(package => Path.GetFileName(package.Path))));
    }

    [Test]
    public void Waiting_for_another_build_can_be_cancelled()
    {
        Directory.CreateDirectory(_repository.Folder);
        using var held = RepositoryLock.Take(_repository.Folder, () => { }, CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var adding = Task.Run(() => _repository.Add(_repository.Pack(TestRepository.Spec()), cancel: cancel.Token));
        Assert.That(() => _repository.Progress.Count, Is.EqualTo(1).After(10_000, 20));
        cancel.Cancel();

        Assert.That(async () => await adding, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_repository.Progress, Has.All.Contains("Another build"));
    }

    /// <summary>The lock is the system's own: it is gone with the process that held it.</summary>
    [Test]
    public void A_build_that_was_killed_holds_up_nobody()
    {
        RealTool.Require("flock");
        Directory.CreateDirectory(_repository.Folder);
        var lockFile = _repository.At(RepositoryLock.FileName);
        using var other = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("flock", [lockFile, "sh", "-c", $"touch '{_repository.At("held")}'; exec sleep 600"]))!;
        Assert.That(() => File.Exists(_repository.At("held")), Is.True.After(10_000, 20));
        var adding = Task.Run(() => _repository.Add(TestRepository.Spec()));
        Assert.That(() => _repository.Progress.Count, Is.EqualTo(1).After(10_000, 20));

        other.Kill(entireProcessTree: true);

        Assert.That(adding.Wait(TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(_repository.Locations(), Is.EqualTo(new[] { "orders-1.0-1.noarch.rpm" }));
    }

    /// <summary>What a build that was killed at any moment can leave.</summary>
    [Test]
    public void What_a_killed_build_left_is_no_obstacle_and_goes()
    {
        _repository.Add(TestRepository.Spec("a"));
        File.WriteAllText(_repository.At(".b-1.0-1.noarch.rpm.partial"), "half");
        File.WriteAllText(_repository.At("repodata", ".repomd.xml.partial"), "<half");
        File.WriteAllText(_repository.At("repodata", $"{new string('0', 64)}-primary.xml.gz"), "whole, and named by nobody");
        _repository.Add(TestRepository.Spec("b"));

        Assert.That(_repository.Locations(), Has.Length.EqualTo(2));
        Assert.That(Directory.GetFiles(_repository.Folder, "*partial", SearchOption.AllDirectories), Is.Empty);
        Assert.That(_repository.Repodata().Keys, Has.None.StartsWith("000000"));
    }

    /// <summary>The package has its name already, its metadata is that of the one before; both are of one length and time.</summary>
    [Test]
    public void What_a_killed_build_replaced_is_read_by_the_next()
    {
        _repository.Add(TestRepository.Spec());
        var packed = _repository.Pack(TestRepository.Spec() with { Summary = "Makes orders" });
        ReplaceUnnoticed(packed);

        _repository.Add(packed);

        Assert.That(Id(_repository), Is.EqualTo(packed.Sha256));
    }

    [Test]
    public void So_it_is_by_a_build_of_something_else()
    {
        _repository.Add(TestRepository.Spec());
        var packed = _repository.Pack(TestRepository.Spec() with { Summary = "Makes orders" });
        ReplaceUnnoticed(packed);
        File.WriteAllText(_repository.At("repodata", ".repomd.xml.partial"), "the index that was to be renamed");

        _repository.Add(TestRepository.Spec("other"));

        Assert.That(_repository.Details, Has.Some.Contains("2 packages, 2 of them read"));
        Assert.That(_repository.Document("primary").Descendants(RepositoryXml.Common + "checksum").Select(checksum => checksum.Value), Has.Member(packed.Sha256));
        _repository.Add(TestRepository.Spec("third"));
        Assert.That(_repository.Details, Has.Some.Contains("3 packages, 1 of them read"), "it is over");
    }

    [Test]
    public void When_nothing_is_new_what_a_killed_build_left_goes_too()
    {
        _repository.Add(TestRepository.Spec());
        var before = _repository.Repodata();
        File.WriteAllText(_repository.At("repodata", ".repomd.xml.partial"), "the index that was to be renamed");

        _repository.Add(TestRepository.Spec());

        Assert.That(_repository.Repodata(), Is.EqualTo(before));
    }

    [Test]
    public void The_repo_file_is_said_aloud_once()
    {
        _repository.Add(TestRepository.Spec("a"));
        _repository.Add(TestRepository.Spec("b"));

        const string text = "[example]\nname=example\nbaseurl=file://";
        Assert.That(_repository.Progress, Has.Exactly(1).Contains(text));
        Assert.That(_repository.Messages, Has.Exactly(1).Contains(text));
    }

    [TestCase("/srv/rpm/el9", false, "[el9]\nname=el9\nbaseurl=file:///srv/rpm/el9\nenabled=1\ngpgcheck=0\nrepo_gpgcheck=0")]
    [TestCase("/srv/a b/", true, "[a-b]\nname=a-b\nbaseurl=file:///srv/a%20b\nenabled=1\ngpgcheck=1\nrepo_gpgcheck=1\ngpgkey=file:///srv/a%20b/repodata/repomd.xml.key")]
    [TestCase("/srv/ü", false, "[packages]\nname=packages\nbaseurl=file:///srv/%C3%BC\nenabled=1\ngpgcheck=0\nrepo_gpgcheck=0")]
    public void A_repo_file_checks_what_is_signed(string folder, bool isSigned, string expected) =>
        Assert.That(RepoFile.Write(folder, isSigned), Is.EqualTo(expected));

    private void ReplaceUnnoticed(PackedRpm packed)
    {
        var path = _repository.At(Path.GetFileName(packed.Path));
        var (length, time) = (new FileInfo(path).Length, File.GetLastWriteTimeUtc(path));
        File.Copy(packed.Path, path, overwrite: true);
        File.SetLastWriteTimeUtc(path, time);
        Assert.That(packed.Length, Is.EqualTo(length));
    }

    private static Dictionary<string, string> Current(TestRepository repository)
    {
        var named = repository.Index().Root!.Descendants(RepositoryXml.Index + "location").Select(location => Path.GetFileName((string)location.Attribute("href")!)).Append("repomd.xml").ToHashSet();
        return repository.Repodata().Where(file => named.Contains(file.Key)).ToDictionary();
    }

    private static string Id(TestRepository repository) => repository.Document("primary").Descendants(RepositoryXml.Common + "checksum").Single().Value;

    private static string[] Types(TestRepository repository) =>
        [.. repository.Index().Root!.Elements(RepositoryXml.Index + "data").Select(data => (string)data.Attribute("type")!)];

    private static XElement Data(TestRepository repository, string type) =>
        repository.Index().Root!.Elements(RepositoryXml.Index + "data").Single(data => (string?)data.Attribute("type") == type);
}
