using System.Text.Json;

namespace Rayforce.Server.Tests.Support;

/// <summary>One message of a recorded conversation: exactly one of these is there.</summary>
internal sealed record GoldenStep(byte[]? Send, string? SendText, byte[]? Receive, bool Closed)
{
    public static GoldenStep Parse(JsonElement step) => new(
        GetText(step, "send") is { } send ? Convert.FromHexString(send) : null,
        GetText(step, "sendText"),
        GetText(step, "recv") is { } receive ? Convert.FromHexString(receive) : null,
        step.TryGetProperty("closed", out var closed) && closed.GetBoolean());

    private static string? GetText(JsonElement step, string name) =>
        step.TryGetProperty(name, out var value) ? value.GetString() : null;
}
