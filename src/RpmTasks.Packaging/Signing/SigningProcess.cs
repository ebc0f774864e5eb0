using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace RpmTasks.Packaging.Signing;

/// <summary>
/// Runs the user's signing command. The only place that starts a process: a key in hardware or in a service can be reached by its own
/// program only, and that program is the user's choice, as is everything that it is told.
/// </summary>
internal static class SigningProcess
{
    /// <summary>A signature of the longest RSA key, armored, has 3000.</summary>
    private const int LongestOutput = 1 << 16;

    private const int LongestError = 2000;

    /// <summary>Somebody may have to look for a card, and touch it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<SigningOutput> RunAsync(SigningCommand command, byte[] input, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(StartInfo(command))!;
            try
            {
                return await TalkAsync(process, input, limit.Token).ConfigureAwait(false);
            }
            finally
            {
                End(process);
            }
        }
        catch (Win32Exception exception)
        {
            return SigningOutput.Failed($"the shell could not be started: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return SigningOutput.Failed($"it was not done after {Patience.TotalMinutes} minutes");
        }
    }

    private static async Task<SigningOutput> TalkAsync(Process process, byte[] input, CancellationToken cancel)
    {
        var output = ReadOutputAsync(process.StandardOutput.BaseStream, cancel);
        var error = ReadErrorAsync(process.StandardError.BaseStream, cancel);
        // A read of a pipe does not always end when cancelled: whatever the command left running may hold its other end.
        await WriteAsync(process.StandardInput, input, cancel).WaitAsync(cancel).ConfigureAwait(false);
        var printed = await output.WaitAsync(cancel).ConfigureAwait(false);
        if (printed.Length > LongestOutput)
            return SigningOutput.Failed($"it printed more than {LongestOutput} bytes");
        var said = Printable(await error.WaitAsync(cancel).ConfigureAwait(false));
        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        return process.ExitCode == 0 ? new SigningOutput(printed, null) : SigningOutput.Failed($"exit code {process.ExitCode}: {said}");
    }

    private static ProcessStartInfo StartInfo(SigningCommand command)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", $"/d /s /c \"{command.Text}\"")
            : new ProcessStartInfo("/bin/sh", ["-c", command.Text]);
        start.WorkingDirectory = command.Folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }

    private static async Task WriteAsync(StreamWriter writer, byte[] input, CancellationToken cancel)
    {
        try
        {
            await writer.BaseStream.WriteAsync(input, cancel).ConfigureAwait(false);
            writer.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: its exit code and output tell more than a broken pipe.
        }
    }

    /// <summary>One byte more than is allowed, or all.</summary>
    private static async Task<byte[]> ReadOutputAsync(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[LongestOutput + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return buffer[..length];
    }

    /// <summary>All is read, since a full pipe would stop the command; what a message can show is kept.</summary>
    private static async Task<byte[]> ReadErrorAsync(Stream stream, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[LongestError];
        while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is var read and > 0)
            kept.Write(buffer, 0, Math.Min(read, LongestError - (int)kept.Length));
        return kept.ToArray();
    }

    /// <summary>On one line, and nothing that a terminal would obey.</summary>
    private static string Printable(byte[] error)
    {
        var text = Encoding.UTF8.GetString(error).Trim().ReplaceLineEndings("; ");
        return string.Concat(text.Where(character => !char.IsControl(character)));
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself just now, or has a child of another user (setuid), whom we may not end.
        }
    }
}

/// <param name="Output">What it printed.</param>
/// <param name="Failure">Why it printed nothing of worth; null when it ended well.</param>
internal sealed record SigningOutput(byte[] Output, string? Failure)
{
    public static SigningOutput Failed(string failure) => new([], failure);
}
