using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Server.Tests.Clients;

/// <summary>A recorded reply to what a client of other people's sends, beside the one that came.</summary>
internal static class GoldenReply
{
    private const int ShownBytes = 100;

    /// <summary>How a reply differs; null where it is the recorded one, or of its type where it is never the same.</summary>
    public static string? Compare(GoldenLine line, byte[] reply)
    {
        var recorded = line.GetBytes("recv")!;
        var agrees = line.Varies
            ? reply[FrameHeader.Size] == recorded[FrameHeader.Size]
            : reply.Length == GetSize(line, recorded) && reply.AsSpan().StartsWith(recorded);
        return agrees ? null : $"{Show(reply)} came, not {Show(recorded)}";
    }

    /// <summary>A long frame is recorded with its beginning and its size.</summary>
    private static int GetSize(GoldenLine line, byte[] recorded) =>
        line.Json.TryGetProperty("size", out var size) ? size.GetInt32() : recorded.Length;

    private static string Show(byte[] frame) =>
        Convert.ToHexStringLower(frame.AsSpan(0, Math.Min(frame.Length, ShownBytes)));
}
