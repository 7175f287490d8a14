using System.Text;
using System.Text.Json;

namespace Rayforce.TestSupport;

/// <summary>One step of a recorded conversation: exactly one of these is there, beside what tells more of it.</summary>
/// <param name="Send">The client's bytes.</param>
/// <param name="SendText">The client's text message.</param>
/// <param name="Receive">The server's bytes; of a long frame the first ones, see <see cref="ReceiveSize"/>.</param>
/// <param name="Closed">That the server closes.</param>
public sealed record GoldenStep(byte[]? Send, string? SendText, byte[]? Receive, bool Closed)
{
    /// <summary>On which connection it is, where there are several.</summary>
    public int Connection { get; private init; } = 1;

    /// <summary>That nothing comes from the server.</summary>
    public bool Silence { get; private init; }

    /// <summary>How many bytes come, where not all of them were kept.</summary>
    public int? ReceiveSize { get; private init; }

    /// <summary>The size of a sent message of which not all was kept.</summary>
    public int? SendSize { get; private init; }

    /// <summary>The first bytes of such a message.</summary>
    public byte[]? SendPrefix { get; private init; }

    /// <summary>The server's text message.</summary>
    public string? ReceiveText { get; private init; }

    /// <summary>The client's HTTP request.</summary>
    public string? SendHttp { get; private init; }

    /// <summary>The server's HTTP answer.</summary>
    public string? ReceiveHttp { get; private init; }

    /// <summary>A WebSocket frame of the client's, as it went out.</summary>
    public byte[]? SendRawFrame { get; private init; }

    /// <summary>What the client's ping carries.</summary>
    public byte[]? SendPing { get; private init; }

    /// <summary>What the server's pong carries.</summary>
    public byte[]? ReceivePong { get; private init; }

    /// <summary>The client's close frame, without its masking.</summary>
    public byte[]? SendClose { get; private init; }

    /// <summary>Whether a close frame comes, and not the end of the connection alone.</summary>
    public bool HasCode { get; private init; }

    /// <summary>The code of the server's close frame; null for one without.</summary>
    public int? Code { get; private init; }

    /// <summary>The reason in a close frame.</summary>
    public string? Reason { get; private init; }

    /// <summary>What whoever recorded it said.</summary>
    public string Note { get; private init; } = "";

    /// <summary>The step with all that came.</summary>
    public GoldenStep WithReceive(byte[] whole) => this with { Receive = whole, ReceiveSize = null };

    public static GoldenStep Parse(JsonElement step) => new(
        GetBytes(step, "send"),
        GetText(step, "sendText"),
        // The files shorten long ones in three ways.
        GetBytes(step, "recv") ?? GetBytes(step, "recv_head") ?? GetBytes(step, "recvPrefix"),
        step.TryGetProperty("closed", out var closed) && closed.GetBoolean())
    {
        Connection = GetNumber(step, "conn") ?? 1,
        Silence = step.TryGetProperty("silence", out _),
        ReceiveSize = GetNumber(step, "recv_length") ?? GetNumber(step, "recvSize") ?? GetNumber(step, "size"),
        SendSize = GetNumber(step, "sendSize"),
        SendPrefix = GetBytes(step, "sendPrefix"),
        ReceiveText = GetText(step, "recvText"),
        SendHttp = GetText(step, "sendHttp"),
        ReceiveHttp = GetText(step, "recvHttp"),
        SendRawFrame = GetBytes(step, "sendRawFrame"),
        SendPing = GetBytes(step, "sendPing"),
        ReceivePong = GetBytes(step, "recvPong"),
        SendClose = step.TryGetProperty("sendClose", out _)
            ? GetClose(GetNumber(step, "sendClose"), GetText(step, "reason") ?? "")
            : null,
        HasCode = step.TryGetProperty("code", out _),
        Code = GetNumber(step, "code"),
        Reason = GetText(step, "reason"),
        Note = GetText(step, "note") ?? "",
    };

    private static byte[] GetClose(int? code, string reason) =>
        code is { } number ? [(byte)(number >> 8), (byte)number, .. Encoding.UTF8.GetBytes(reason)] : [];

    private static byte[]? GetBytes(JsonElement step, string name) =>
        GetText(step, name) is { } text ? Convert.FromHexString(text.TrimEnd('\u2026')) : null;

    private static int? GetNumber(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static string? GetText(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
