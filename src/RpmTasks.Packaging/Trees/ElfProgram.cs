using System.Buffers.Binary;
using System.Globalization;
using System.Text;

using RpmTasks.Images.Model;

namespace RpmTasks.Packaging.Trees;

/// <summary>What a program's ELF headers say of how it is started (elf(5)).</summary>
/// <param name="Is64Bit">Its class.</param>
/// <param name="IsBigEndian">Its byte order.</param>
/// <param name="Machine">e_machine.</param>
/// <param name="Interpreter">The loader of a dynamic program; null for a static one.</param>
internal sealed record ElfProgram(bool Is64Bit, bool IsBigEndian, ushort Machine, string? Interpreter)
{
    private const int HeaderLength = 64;
    private const uint InterpreterSegment = 3;
    private const int MostSegments = 4096;

    /// <summary>PATH_MAX.</summary>
    private const int LongestInterpreter = 4096;

    /// <summary>The images' words for processors, with class, byte order and number (elf.h).</summary>
    private static readonly (string Architecture, bool Is64Bit, bool IsBigEndian, ushort Machine)[] Machines =
    [
        ("amd64", true, false, 62),
        ("386", false, false, 3),
        ("arm64", true, false, 183),
        ("arm", false, false, 40),
        ("ppc64le", true, false, 21),
        ("s390x", true, true, 22),
        ("riscv64", true, false, 243),
        ("loong64", true, false, 258),
    ];

    public string MachineName => Machines.FirstOrDefault(IsThis).Architecture
        ?? string.Create(CultureInfo.InvariantCulture, $"machine {Machine}, {(Is64Bit ? 64 : 32)} bits");

    public static bool IsElf(ReadOnlySpan<byte> start) => start.StartsWith("\u007fELF"u8);

    public bool IsFor(ImagePlatform platform) => Machines.Any(machine => machine.Architecture == platform.Architecture && IsThis(machine));

    /// <returns>Null when it is damaged.</returns>
    public static ElfProgram? Read(Blob content)
    {
        var header = new byte[HeaderLength];
        if (!TryRead(content, 0, header))
            return null;
        var (is64Bit, isBigEndian) = (header[4] == 2, header[5] == 2);
        var fields = new Fields(is64Bit, isBigEndian);
        var machine = fields.Half(header.AsSpan(18));
        var place = is64Bit ? fields.Offset(header.AsSpan(32)) : fields.Offset(header.AsSpan(28));
        var (size, count) = is64Bit ? (fields.Half(header.AsSpan(54)), fields.Half(header.AsSpan(56))) : (fields.Half(header.AsSpan(42)), fields.Half(header.AsSpan(44)));
        if (size < (is64Bit ? 56 : 32) || count > MostSegments)
            return null;
        var segments = new byte[size * count];
        if (!TryRead(content, place, segments))
            return null;
        for (var at = 0; at < segments.Length; at += size)
        {
            var segment = segments.AsSpan(at, size);
            if (fields.Word(segment) == InterpreterSegment)
                return ReadInterpreter(content, fields, segment) is { } interpreter ? new ElfProgram(is64Bit, isBigEndian, machine, interpreter) : null;
        }

        return new ElfProgram(is64Bit, isBigEndian, machine, null);
    }

    private static string? ReadInterpreter(Blob content, Fields fields, ReadOnlySpan<byte> segment)
    {
        var (place, length) = fields.Is64Bit ? (fields.Offset(segment[8..]), fields.Offset(segment[32..])) : (fields.Offset(segment[4..]), fields.Offset(segment[16..]));
        if (length is < 2 or > LongestInterpreter)
            return null;
        var text = new byte[length];
        return TryRead(content, place, text) ? Encoding.UTF8.GetString(text).TrimEnd('\0') : null;
    }

    private static bool TryRead(Blob content, long place, byte[] bytes)
    {
        if (place < 0 || place > content.Size - bytes.Length)
            return false;
        using var stream = content.OpenSlice(place, bytes.Length);
        stream.ReadExactly(bytes);
        return true;
    }

    private bool IsThis((string Architecture, bool Is64Bit, bool IsBigEndian, ushort Machine) machine) =>
        (machine.Is64Bit, machine.IsBigEndian, machine.Machine) == (Is64Bit, IsBigEndian, Machine);

    private sealed record Fields(bool Is64Bit, bool IsBigEndian)
    {
        public ushort Half(ReadOnlySpan<byte> bytes) => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

        public uint Word(ReadOnlySpan<byte> bytes) => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

        /// <summary>An offset or a size, as wide as the class has them.</summary>
        public long Offset(ReadOnlySpan<byte> bytes) => !Is64Bit ? Word(bytes)
            : IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
