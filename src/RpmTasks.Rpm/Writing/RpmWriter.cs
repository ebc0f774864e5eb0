using System.Diagnostics;

using RpmTasks.Rpm.Caching;
using RpmTasks.Rpm.Compression;
using RpmTasks.Rpm.Headers;
using RpmTasks.Rpm.Model;
using RpmTasks.Rpm.Payload;
using RpmTasks.Rpm.Signing;

namespace RpmTasks.Rpm.Writing;

/// <summary>Writes a package of format v4, which every rpm from 4.11 to 6 installs.</summary>
internal static class RpmWriter
{
    /// <inheritdoc cref="Write(RpmSpec, Stream, WriteOptions, CancellationToken)"/>
    public static WrittenRpm Write(RpmSpec spec, Stream output, int parallelism, CancellationToken cancel) =>
        Write(spec, output, new WriteOptions(parallelism), cancel);

    /// <summary>
    /// One pass: the headers' lengths depend on no digest's value, so room is left for them, the payload is streamed behind
    /// it, and the headers are written last.
    /// </summary>
    /// <param name="output">Empty; can seek.</param>
    /// <exception cref="RpmSpecException">The spec is not one of a sound package.</exception>
    /// <exception cref="ContentException">A file's bytes are not the promised ones.</exception>
    /// <exception cref="OpenPgpException">The package cannot be signed.</exception>
    public static WrittenRpm Write(RpmSpec spec, Stream output, WriteOptions options, CancellationToken cancel)
    {
        SpecRules.Check(spec);
        var draft = Draft.Of(spec);
        while (true)
        {
            try
            {
                return Write(draft, output, options, cancel);
            }
            catch (DamagedFramesException damage)
            {
                options.Frames!.Discard(damage.Key, "is damaged");
                output.SetLength(0);
            }
        }
    }

    private static WrittenRpm Write(Draft draft, Stream output, WriteOptions options, CancellationToken cancel)
    {
        var (spec, files, headerLength) = draft;
        var headerStart = Lead.Size + SignatureHeader.Length;
        output.Position = headerStart + headerLength;
        var frameOptions = new FrameWriterOptions(options.Parallelism, files.PayloadLength);
        using var frames = new FrameWriter(output, FrameFormat.Of(spec.Compression), frameOptions, cancel);
        var fileDigests = new PayloadWriter(frames, options, cancel).Write(files);
        var payload = frames.Finish();
        var digests = new PayloadDigests(payload.Sha256, fileDigests);

        var header = MainHeader.Compose(spec, files, digests).Build();
        Debug.Assert(header.Length == headerLength, "A digest changed the length of the header.");
        output.Position = 0;
        output.Write(LeadOf(spec));
        var sizes = new SignatureSizes(headerLength + frames.PackedLength, frames.PlainLength);
        output.Write(SignatureHeader.Build(header, sizes, options.Sign?.Invoke(header)));
        output.Position = headerStart;
        output.Write(header);
        return new WrittenRpm(headerStart + headerLength + frames.PackedLength, frames.PlainLength, payload);
    }

    public static byte[] LeadOf(RpmSpec spec)
    {
        var epoch = spec.Epoch is { } value ? $"{value}:" : "";
        var name = $"{spec.Name}-{epoch}{spec.Version}-{spec.Release}";
        var lead = new byte[Lead.Size];
        Lead.ForBinary(name, Architecture.Find(spec.Architecture)!).Write(lead);
        return lead;
    }

    /// <param name="HeaderLength">Of the main header, which depends on no digest's value.</param>
    private sealed record Draft(RpmSpec Spec, PackagedFiles Files, int HeaderLength)
    {
        public static Draft Of(RpmSpec spec)
        {
            var files = PackagedFiles.Of(spec);
            return new Draft(spec, files, MainHeader.LengthOf(spec, files));
        }
    }
}
