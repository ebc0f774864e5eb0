using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

public class MatrixJournalTests
{
    [Test]
    public void A_later_run_reads_what_an_earlier_one_wrote_up_to_where_it_was_killed()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "new", "journal.jsonl");
        var (passed, failed) = (typeof(EraseStory).GetMethods()[0], typeof(EraseStory).GetMethods()[1]);
        var earlier = new MatrixJournal(path);
        earlier.Add(Column.SidPodman, passed, new Cell(Outcome.Failed));
        earlier.Add(Column.SidPodman, passed, new Cell(Outcome.Passed));
        earlier.Add(Column.SidPodman, failed, new Cell(Outcome.NotApplicable, "no daemon"));
        earlier.Add(Column.SidPodman, [new HostFact("systemd", "262")]);
        earlier.Add(Column.SidPodman, "downtime", "1.2 s");
        File.AppendAllText(path, "\n{\"Column\":\"newest po");

        var later = new MatrixJournal(path);
        later.Add(Column.SidPodman, failed, new Cell(Outcome.Failed));

        Assert.Multiple(() =>
        {
            foreach (var journal in new[] { later, new MatrixJournal(path) })
            {
                Assert.That(journal[Column.SidPodman, passed], Is.EqualTo(new Cell(Outcome.Passed)));
                Assert.That(journal[Column.SidPodman, failed], Is.EqualTo(new Cell(Outcome.Failed)));
                Assert.That(journal[Column.SidDocker, passed], Is.Null);
                Assert.That(journal.Hosts["newest podman"], Is.EqualTo(new[] { new HostFact("systemd", "262") }));
                Assert.That(journal.Figures, Is.EqualTo(new[] { ("newest podman", "downtime", "1.2 s") }));
            }
        });
    }
}
