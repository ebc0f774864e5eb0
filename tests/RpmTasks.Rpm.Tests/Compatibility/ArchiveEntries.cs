using System.Text;

using RpmTasks.Rpm.Payload;

namespace RpmTasks.Rpm.Tests.Compatibility;

/// <summary>The entries of a "newc" archive as one reads them who knows nothing of a package's header.</summary>
internal static class ArchiveEntries
{
    public static IEnumerable<CpioEntry> Read(Stream archive)
    {
        while (true)
        {
            var (entry, nameSize) = CpioEntry.Read(Take(archive, CpioEntry.FixedSize)) ?? throw new InvalidDataException("no entry of a newc archive");
            var name = Take(archive, (int)nameSize + CpioEntry.Padding(CpioEntry.FixedSize + nameSize))[..((int)nameSize - 1)];
            entry = entry with { Name = Encoding.UTF8.GetString(name) };
            if (entry.Name == CpioEntry.Trailer.Name)
                yield break;
            Take(archive, (int)entry.Size + CpioEntry.Padding(entry.Size));
            yield return entry;
        }
    }

    private static byte[] Take(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
