namespace RpmTasks.Host.Tests.Matrix;

public class MatrixReportTests
{
    private static readonly Column[] Columns = [Column.TrixiePodman, Column.TrixieDocker];

    [Test]
    public void It_shows_hosts_rows_figures_and_reasons()
    {
        var facts = new MatrixFacts(
            Columns,
            new Dictionary<Column, IReadOnlyList<HostFact>>
            {
                [Columns[0]] = [new("host", "Debian 13"), new("systemd", "257")],
                [Columns[1]] = [new("host", "Debian 13"), new("systemd", "257")],
            },
            [
                new(RowGroup.Install, "with a preset", Cells(new Cell(Outcome.Passed), new Cell(Outcome.Failed))),
                new(RowGroup.Erase, "a | b", Cells(new Cell(Outcome.NotApplicable, "no daemon"), new Cell(Outcome.Skipped, "cannot\nbe made"))),
                new(RowGroup.Erase, "once more", Cells(new Cell(Outcome.NotApplicable, "no daemon"), null)),
            ],
            [("downtime of an upgrade", Columns[1], "1.2 s")]);

        var report = MatrixReport.Write(facts);

        Assert.That(report[report.IndexOf("|  | podman", StringComparison.Ordinal)..], Is.EqualTo("""
            |  | podman | docker |
            |---|---|---|
            | host | Debian 13 | Debian 13 |
            | systemd | 257 | 257 |

            ## Install

            |  | podman | docker |
            |---|---|---|
            | with a preset | ✓ | ✗ |

            ## Erase

            |  | podman | docker |
            |---|---|---|
            | a \| b | – 1 | ○ 2 |
            | once more | – 1 |  |

            ## Figures

            Medians of three where they are times, measured on one machine; they differ from run to run and from machine to machine.

            |  | podman | docker |
            |---|---|---|
            | downtime of an upgrade |  | 1.2 s |

            ## Notes

            1. no daemon
            2. cannot be made

            """));
    }

    private static Dictionary<Column, Cell> Cells(Cell first, Cell? second)
    {
        var cells = new Dictionary<Column, Cell> { [Columns[0]] = first };
        if (second is not null)
            cells[Columns[1]] = second;
        return cells;
    }
}
