namespace RpmTasks.Host.Tests.Matrix;

/// <summary>What can keep a container from starting.</summary>
[TestFixtureSource(typeof(Column), nameof(Column.OfEngines))]
internal sealed class StartFailureStory(Column column) : FailureStory(column)
{
    private string Engine => Column.Engine;

    [Row(RowGroup.Failure, "its port is taken")]
    public void A_taken_port_is_named()
    {
        InstallAndStop();
        Host.Do("systemd-run --quiet --unit=taker --socket-property=ListenStream=8080 /bin/true");

        AssertServiceFails(Does.Match("8080.* address already in use[.]?$"));

        Assert.That(Service.Containers, Is.Empty);
        Host.Do("systemctl stop taker.socket");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "a container of somebody else has its name: that stays")]
    public void A_container_of_somebody_else_stays()
    {
        InstallAndStop();
        var id = Host.Do($"{Engine} create --name {Name} $({Engine} images --quiet) 2>&1");

        AssertServiceFails(Is.EqualTo($"there is a container {Name} that is not of {Name}.service: remove it ('{Engine} rm {Name}') or rename it ('{Engine} rename {Name} OTHER')"));

        Assert.That(Service.ContainerId, Is.EqualTo(id));
        Host.Do($"{Engine} rm {Name}");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "its environment file is missing")]
    public void A_missing_environment_file_is_named()
    {
        InstallAndStop();
        Host.Do($"mv {EnvironmentFile} /root");

        AssertServiceFails(Does.Match($"{EnvironmentFile}.*no such file or directory[.]?$"));

        Host.Do($"mv /root/{Name}.env {EnvironmentFile}");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "a line of its environment file is wrong")]
    public void A_wrong_line_is_shown()
    {
        InstallAndStop();
        Host.Do($"cp --preserve {EnvironmentFile} /root; echo '=x' >>{EnvironmentFile}");

        AssertServiceFails(Does.Match("=x"));

        Host.Do($"mv /root/{Name}.env {EnvironmentFile}");
        AssertHeals();
    }

    [Row(RowGroup.Failure, "an argument of the administrator's is unknown to the engine")]
    public void An_unknown_argument_is_shown()
    {
        InstallAndStop();
        SetArguments("--memroy=3");

        AssertServiceFails(Does.Match("unknown flag: --memroy$"));

        RestoreArguments();
        AssertHeals();
    }

    [Row(RowGroup.Failure, "the app ends at its start: its own last words and its exit code")]
    public void An_app_that_ends_is_shown()
    {
        InstallAndStop();
        SetArguments("--env=ASPNETCORE_URLS=foo://x");
        var mark = new JournalMark(Host);

        Host.Do($"systemctl start {Name} 2>&1 || :; until [ \"$(systemctl is-active {Name})\" = failed ]; do sleep 0.1; done");

        Assert.That(mark.Of(Name), Has.Exactly(1).EqualTo("Unhandled exception. System.InvalidOperationException: Unrecognized scheme in server address 'foo://x'. Only 'http://' and 'https://' are supported."));
        var code = Host.Do($"systemctl show --property=ExecMainStatus --value {Name}");
        Assert.That(code, Is.EqualTo("139").Or.EqualTo("134"), "128 + SIGSEGV or SIGABRT, as the runtime ends it");
        Assert.That(mark.OfSystemd(Name), Has.Exactly(1).EqualTo($"{Name}.service: Main process exited, code=exited, status={code}/n/a"));
        Assert.That(Service.Containers, Is.Empty);
        RestoreArguments();
        AssertHeals();
    }

    private void SetArguments(string arguments) =>
        Host.Do($"cp --preserve {ArgumentsFile} /root; sed --in-place 's|=\"\"$|=\"{arguments}\"|' {ArgumentsFile}; grep --quiet -e '{arguments}' {ArgumentsFile}");

    private void RestoreArguments() => Host.Do($"mv /root/{Name} {ArgumentsFile}");
}
