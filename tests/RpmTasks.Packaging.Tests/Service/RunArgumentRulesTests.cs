using RpmTasks.Packaging.Service;
using RpmTasks.Packaging.Text;

namespace RpmTasks.Packaging.Tests.Service;

public sealed class RunArgumentRulesTests
{
    [TestCase("--name=x", "--name")]
    [TestCase("--name x", "--name")]
    [TestCase("-d", "-d")]
    [TestCase("-d=true", "-d")]
    [TestCase("-dp 80:80", "-dp")]
    [TestCase("-it", "-it")]
    [TestCase("--restart=always", "--restart")]
    public void What_the_unit_sets_itself_is_reserved(string arguments, string option) =>
        Assert.That(RunArgumentRules.Reserved(ShellWords.Split(arguments)).Select(reserved => reserved.Option), Is.EqualTo(new[] { option }));

    [TestCase("-p 80:80 --env-file=/etc/nginx-environment")]
    [TestCase("-v /srv/data:/data")]
    [TestCase("-e d=1 -w/id --device /dev/sda")]
    public void Everything_else_is_the_users(string arguments) =>
        Assert.That(RunArgumentRules.Reserved(ShellWords.Split(arguments)), Is.Empty);

    [TestCase("-e p=1", false)]
    [TestCase("-v/p:/p", false)]
    [TestCase("--publish-all", true)]
    [TestCase("--pod=web", true)]
    public void The_network_is_the_users_only_when_he_names_it(string arguments, bool decides) =>
        Assert.That(RunArgumentRules.DecidesNetwork(ShellWords.Split(arguments)), Is.EqualTo(decides));
}
