using RpmTasks.Packaging.Service;

namespace RpmTasks.Packaging.Tests.Service;

public sealed class PortMappingTests
{
    [TestCase("8080", "8080:8080")]
    [TestCase("8080/tcp", "8080:8080")]
    [TestCase("80:8080", "80:8080")]
    [TestCase("53:5353/udp", "53:5353/udp")]
    [TestCase("127.0.0.1:80:8080/tcp", "127.0.0.1:80:8080")]
    [TestCase("[::1]:80:8080", "[::1]:80:8080")]
    public void A_port_is_published_as_the_engines_write_it(string text, string published)
    {
        Assert.That(PortMapping.TryParse(text, out var mapping, out _), Is.True);
        Assert.That(mapping!.ToString(), Is.EqualTo(published));
    }

    [TestCase("", "a port is a number from 1 to 65535")]
    [TestCase("http", "a port is a number from 1 to 65535")]
    [TestCase("0:80", "a port is a number from 1 to 65535")]
    [TestCase("70000", "a port is a number from 1 to 65535")]
    [TestCase("80:", "a port is a number from 1 to 65535")]
    [TestCase("80/icmp", "'icmp' is not tcp, udp or sctp")]
    [TestCase("localhost:80:80", "'localhost' is not an IP address")]
    [TestCase("::1:80:80", "'::1' is not an IP address")]
    [TestCase("1:80:80", "'1' is not an IP address")]
    [TestCase("[127.0.0.1]:80:80", "'[127.0.0.1]' is not an IP address")]
    [TestCase("[::1%1]:80:80", "'[::1%1]' is not an IP address")]
    [TestCase("[[::1]]:80:80", "'[[::1]]' is not an IP address")]
    [TestCase("[[::1]:5]:80:80", "'[[::1]:5]' is not an IP address")]
    public void Anything_else_is_refused_with_its_reason(string text, string expected)
    {
        Assert.That(PortMapping.TryParse(text, out _, out var reason), Is.False);
        Assert.That(reason, Is.EqualTo(expected));
    }

    [TestCase("8080", "127.0.0.1:8080:80", true)]
    [TestCase("8080", "[::1]:8080:80", true)]
    [TestCase("0.0.0.0:8080:80", "127.0.0.1:8080:80", true)]
    [TestCase("[::]:8080:80", "[::1]:8080:80", true)]
    [TestCase("0.0.0.0:8080:80", "[::]:8080:80", false)]
    [TestCase("127.0.0.1:8080:80", "127.0.0.2:8080:80", false)]
    [TestCase("8080", "8080/udp", false)]
    [TestCase("8080", "127.0.0.1:8081:8080", false)]
    public void All_addresses_leave_none_for_another(string one, string other, bool meets)
    {
        Assert.That(PortMapping.TryParse(one, out var first, out _) && PortMapping.TryParse(other, out var second, out _) && first!.Meets(second!), Is.EqualTo(meets));
        Assert.That(PortMapping.TryParse(other, out second, out _) && second!.Meets(first!), Is.EqualTo(meets));
    }
}
