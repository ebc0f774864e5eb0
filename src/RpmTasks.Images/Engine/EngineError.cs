using System.Net.Sockets;
using System.Text;
using System.Text.Json;

using Docker.DotNet;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Engine;

/// <summary>What an engine, or the lack of one, says about a failure, in one sentence.</summary>
internal static class EngineError
{
    /// <summary>More of an error than this helps nobody.</summary>
    private const int MaximumBody = 64 << 10;

    /// <summary>What the engine says in an answer that is no success.</summary>
    public static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[MaximumBody];
        var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var length = 0;
        await using (body.ConfigureAwait(false))
            length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        return Message(Encoding.UTF8.GetString(buffer, 0, length), (int)response.StatusCode);
    }

    public static string Message(string? body, int status)
    {
        var text = PrintableText.Of(MessageOf(body ?? ""));
        return text.Length > 0 ? text : $"status {status} without a message";
    }

    /// <summary>
    /// The failure of a call as an exception of ours; null for what is none of the engine's, such as a cancelled build or a full disk.
    /// </summary>
    public static ImageException? Translate(Exception exception, string subject, EngineConnection connection) => exception switch
    {
        DockerApiException e => Failed(subject, $"{connection.Description} answered: {Message(e.ResponseBody, (int)e.StatusCode)}", e),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e =>
            new ImageException(ImageFault.EngineUnreachable, connection.Endpoint.Text, Reason(e, connection.Endpoint), e),
        HttpRequestException or HttpIOException or IOException { InnerException: SocketException } =>
            Failed(subject, $"{connection.Description} broke off the answer", exception),
        JsonException e => Failed(subject, $"{connection.Description} answered with something that no engine says", e),
        OperationCanceledException { InnerException: TimeoutException } e => Failed(subject, $"{connection.Description} does not answer", e),
        _ => null,
    };

    /// <summary>Why an endpoint does not answer.</summary>
    public static string Reason(Exception exception, EngineEndpoint endpoint)
    {
        var socket = Chain(exception).OfType<SocketException>().FirstOrDefault();
        return socket?.SocketErrorCode switch
        {
            SocketError.AccessDenied => "permission denied; this user may not use that engine",
            _ when endpoint.Kind == EngineTransportKind.UnixSocket && !File.Exists(endpoint.Address) => "there is no such socket",
            SocketError.ConnectionRefused => "nothing listens there",
            not null => Sentence(socket),
            null when exception is OperationCanceledException or TimeoutException => "no answer",
            null when exception is JsonException or HttpIOException => "what answers is no container engine",
            null => Sentence(exception),
        };
    }

    private static string Sentence(Exception exception) => PrintableText.Of(exception.Message).TrimEnd('.');

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }

    private static ImageException Failed(string subject, string detail, Exception inner) => new(ImageFault.EngineFailed, subject, detail, inner);

    /// <summary>Engines answer {"message": "…"}; what stands before one, a proxy, answers as it likes.</summary>
    private static string MessageOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message)
                && message.ValueKind == JsonValueKind.String ? message.GetString()! : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
