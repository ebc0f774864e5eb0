using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

using RpmTasks.Testing;

namespace RpmTasks.Host.Tests.Matrix;

/// <summary>
/// What rows came to, line by line in a file of the build's artifacts, so that a long matrix can be run in parts. There is a file for each
/// state of the product's sources: a page is never made of what two of them did.
/// </summary>
internal sealed class MatrixJournal
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly string _path;
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<(string Column, string Row), Cell> _cells = [];
    private readonly ConcurrentDictionary<string, IReadOnlyList<HostFact>> _hosts = [];
    private readonly ConcurrentDictionary<(string Column, string Name), string> _figures = [];

    public MatrixJournal(string path)
    {
        _path = path;
        if (!File.Exists(path))
            return;
        foreach (var line in File.ReadLines(path))
            Take(line);
    }

    public IReadOnlyDictionary<string, IReadOnlyList<HostFact>> Hosts => _hosts;

    public IEnumerable<(string Column, string Name, string Value)> Figures => _figures.Select(figure => (figure.Key.Column, figure.Key.Name, figure.Value));

    public static MatrixJournal OfTheseSources() => new(Repository.Path("artifacts", "host-matrix", $"{HashOfTheSources()}.jsonl"));

    public Cell? this[Column column, MethodInfo row] => _cells.GetValueOrDefault((column.Title, NameOf(row)));

    public void Add(Column column, MethodInfo row, Cell cell) => Add(new Entry(column.Title) { Row = NameOf(row), Cell = cell });

    public void Add(Column column, IReadOnlyList<HostFact> facts) => Add(new Entry(column.Title) { Facts = facts });

    public void Add(Column column, string name, string value) => Add(new Entry(column.Title) { Figure = name, Value = value });

    private void Add(Entry entry)
    {
        Take(entry);
        lock (_turn)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.AppendAllText(_path, "\n" + JsonSerializer.Serialize(entry, Options));
        }
    }

    /// <summary>A line that a killed run left unfinished says nothing.</summary>
    private void Take(string line)
    {
        try
        {
            Take(JsonSerializer.Deserialize<Entry>(line, Options)!);
        }
        catch (JsonException)
        {
        }
    }

    private void Take(Entry entry)
    {
        if (entry is { Row: { } row, Cell: { } cell })
            _cells[(entry.Column, row)] = cell;
        if (entry.Facts is { } facts)
            _hosts[entry.Column] = facts;
        if (entry is { Figure: { } figure, Value: { } value })
            _figures[(entry.Column, figure)] = value;
    }

    private static string NameOf(MethodInfo row) => $"{row.ReflectedType!.Name}.{row.Name}";

    private static string HashOfTheSources()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = new[] { "src", "nuget" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*", SearchOption.AllDirectories));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(Repository.Folder, file)}\0{new FileInfo(file).Length}\0"));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>One line: a row's cell, a host's facts or a figure.</summary>
    private sealed record Entry(string Column)
    {
        public string? Row { get; init; }

        public Cell? Cell { get; init; }

        public IReadOnlyList<HostFact>? Facts { get; init; }

        public string? Figure { get; init; }

        public string? Value { get; init; }
    }
}
