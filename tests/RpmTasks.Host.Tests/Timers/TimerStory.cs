using RpmTasks.Host.Tests.Matrix;
using RpmTasks.Testing.Packages;

namespace RpmTasks.Host.Tests.Timers;

/// <summary>Rows about a job that a timer starts.</summary>
internal abstract class TimerStory(Column column) : ServiceStory(column, Sample.Job)
{
    /// <summary>The identifier of systemd's message that a unit was started, which a job is when it is done.</summary>
    private const string UnitStarted = "MESSAGE_ID=39f53479d3a045ac8e11786248231fbf";

    private const string OftenDropIn = "/etc/systemd/system/job.timer.d/often.conf";

    private const string Arguments = "/etc/sysconfig/job";

    private string _cursor = "";

    protected const string Timer = "job.timer";

    protected static string Done(string version) => Sample.Job.Says(version);

    protected static string Stopped(string version) => $"Job {version} was told to stop";

    /// <summary>"enabled active", for example.</summary>
    protected string TimerState => $"{Host.Run($"systemctl is-enabled {Timer}").Output.Trim()} {Host.Run($"systemctl is-active {Timer}").Output.Trim()}";

    /// <summary>How the last run ended.</summary>
    protected string LastRun => Host.Do($"systemctl show --property=ActiveState,Result,ExecMainStatus {Name} | sort | paste --serial --delimiters=' '");

    protected const string Succeeded = "ActiveState=inactive ExecMainStatus=0 Result=success";

    protected const string ExitedWith7 = "ActiveState=failed ExecMainStatus=7 Result=exit-code";

    /// <summary>Versions of the images in the store.</summary>
    protected IEnumerable<string> ImageVersions => Service.Images.Select(image => image.Split(' ')[0].Split(':')[1].Split('-')[0]);

    /// <summary>How often the job was done in this row.</summary>
    protected int Runs => int.Parse(Host.Do($"journalctl --after-cursor='{_cursor}' --output=cat UNIT={Name}.service {UnitStarted} | wc -l"), null);

    /// <summary>All that the job wrote in this row.</summary>
    protected string[] Written =>
        Host.Do($"journalctl --after-cursor='{_cursor}' --output=cat SYSLOG_IDENTIFIER={Name} | grep --invert-match '^removed image ' || :").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [SetUp]
    public void MarkTheJournal() => _cursor = Host.Do("journalctl --lines=0 --show-cursor | sed -n 's/^-- cursor: //p'");

    protected void EnableTimer() => Host.Do($"systemctl enable --now {Timer}");

    /// <summary>As an administrator would: a drop-in with the time that fits the host.</summary>
    protected void FireOften(string lines = "OnCalendar=\\nOnCalendar=*:*:0/2\\n") =>
        Host.Do($"mkdir {Path.GetDirectoryName(OftenDropIn)}; printf '[Timer]\\nAccuracySec=100ms\\n{lines}' >{OftenDropIn}; systemctl daemon-reload");

    protected void AwaitRuns(int runs) =>
        Host.Do($"until [ $(journalctl --after-cursor='{_cursor}' --output=cat UNIT={Name}.service {UnitStarted} | wc -l) -ge {runs} ]; do sleep 0.2; done");

    /// <summary>Until the job neither runs nor waits for its image, which is when systemd shows it as inactive too.</summary>
    protected void AwaitEnd() => Host.Do($"""
        busy() {"{"} systemctl list-jobs --no-legend | grep --quiet ' {Name}\.service ' || systemctl is-active {Name} | grep --quiet activating; {"}"}
        while busy; do sleep 0.2; done
        """);

    /// <summary>A variable of the job, as an administrator sets it, until the end of the row.</summary>
    protected void Set(string line) => Host.Do($"echo 'JOB_RUN_ARGS=\"--env={line}\"' >>{Arguments}");

    protected void Unset() => Host.Run($"sed --in-place '/=\"--env=/d' {Arguments}");

    /// <summary>Starts a run that takes this long, and can be told to stop: it has a handler for SIGTERM, the bit 1 &lt;&lt; 14.</summary>
    protected void StartRun(int seconds)
    {
        Set($"JOB_SECONDS={seconds}");
        Host.Do($"systemctl start --no-block {Name}; until {Column.Engine} inspect {Name} 2>/dev/null | grep -q '\"Running\": true'; do sleep 0.1; done");
        Host.Do($$"""
            caught() { sed -n 's/^SigCgt:\t/0x/p' /proc/{{Service.Pid}}/status; }
            until [ $(($(caught) & 1 << 14)) != 0 ]; do sleep 0.1; done
            """);
    }

    /// <summary>Starts a run that is over when <see cref="Release"/> says so.</summary>
    protected void StartAndHold()
    {
        StartRun(seconds: 10);
        Host.Do($"kill -STOP {Service.Pid}");
    }

    protected void Release() => Host.Do($"kill -CONT {Service.Pid}");

    protected void AssertNothingRuns()
    {
        AssertIsOver();
        Assert.That(Written, Is.Empty);
    }

    protected void AssertIsOver()
    {
        Assert.That(Service.IsActive, Is.EqualTo("inactive"));
        Assert.That(Service.Containers, Is.Empty);
    }

    protected override void Clean()
    {
        Unset();
        Host.Do($"rm --recursive --force {Path.GetDirectoryName(OftenDropIn)}; systemctl daemon-reload");
        base.Clean();
    }
}
