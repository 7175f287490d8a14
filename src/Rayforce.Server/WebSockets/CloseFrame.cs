using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Rayforce.Server;

/// <summary>The frame with which a server ends a WebSocket (RFC 6455, 5.5.1).</summary>
internal static class CloseFrame
{
    private const byte FinalClose = 0x88;

    /// <summary>Two bytes of the frame, and two of the code.</summary>
    private const int BeforeReason = 4;

    private const int LongestReason = 123;

    /// <summary>Makes it.</summary>
    /// <param name="status">The code.</param>
    /// <param name="reason">Why; what is too long for a frame is cut.</param>
    public static byte[] Make(WebSocketCloseStatus status, string reason)
    {
        var frame = new byte[BeforeReason + LongestReason];
        Encoding.UTF8.GetEncoder().Convert(
            reason, frame.AsSpan(BeforeReason), flush: true, out _, out var written, out _);
        frame[0] = FinalClose;
        frame[1] = (byte)(sizeof(ushort) + written);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(sizeof(ushort)), (ushort)status);
        return frame[..(BeforeReason + written)];
    }
}
