using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Tests.Support;

namespace RpmTasks.Rpm.Tests.Reading;

internal sealed class RpmVerifierTests
{
    private static readonly PayloadCompression[] _compressions =
        [PayloadCompression.None, PayloadCompression.Gzip(), PayloadCompression.Zstd(), PayloadCompression.Zstd(19)];

    [TestCaseSource(nameof(_compressions))]
    public void Finds_nothing_wrong_with_what_the_writer_wrote(PayloadCompression compression) =>
        Assert.That(Packages.Verify(Packages.Write(Specs.Rich with { Compression = compression })), Is.Empty);
}
