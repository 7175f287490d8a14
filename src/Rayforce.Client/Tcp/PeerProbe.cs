using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace Rayforce.Client;

/// <summary>
/// Finds out, after a connect that has failed, whether the other transport is at that port: for a message that says so.
/// </summary>
[UnsupportedOSPlatform("browser")]
internal static class PeerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How an answer over HTTP begins.</summary>
    private static readonly byte[] Http = Encoding.ASCII.GetBytes("HTTP/");

    /// <summary>Whether an HTTP server, and so perhaps a WebSocket, is there.</summary>
    public static async Task<bool> IsHttpAsync(Uri endpoint)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: {endpoint.Authority}\r\nConnection: close\r\n\r\n");
        var answer = await AskAsync(endpoint, request, Http.Length).ConfigureAwait(false);
        return answer.AsSpan().SequenceEqual(Http);
    }

    /// <summary>Whether a server that shakes hands over TCP is there.</summary>
    public static async Task<bool> IsTcpAsync(Uri endpoint)
    {
        var answer = await AskAsync(endpoint, [3, TcpHandshake.End], 2).ConfigureAwait(false);
        return answer.Length switch
        {
            1 => answer[0] == 1,
            2 => answer[0] == 3 && answer[1] is TcpHandshake.Ready or TcpHandshake.CredentialsWanted,
            _ => false,
        };
    }

    /// <returns>So many bytes of the answer, or fewer.</returns>
    private static async Task<byte[]> AskAsync(Uri endpoint, byte[] request, int count)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(Patience);
        using var end = limit.Token.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), socket);
        var answer = new byte[count];
        var read = 0;
        try
        {
            await socket.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port).ConfigureAwait(false);
            using var stream = new NetworkStream(socket);
            await stream.WriteAsync(request.AsMemory()).ConfigureAwait(false);
            while (read < count)
            {
                var more = await stream.ReadAsync(answer.AsMemory(read)).ConfigureAwait(false);
                if (more == 0)
                    break;
                read += more;
            }
        }
        catch (Exception exception) when (TransportLoss.Is(exception))
        {
            // What has come so far is the answer.
        }

        return answer.AsSpan(0, read).ToArray();
    }
}
