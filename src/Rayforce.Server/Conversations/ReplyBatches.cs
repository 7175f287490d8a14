using Rayforce.Client;
using Rayforce.Ipc;
using Rayforce.Server.Engines;

namespace Rayforce.Server;

/// <summary>
/// Sends a reply in parts, as far as its client has room for them: those that the engine hands on while it evaluates, and
/// then what is left.
/// </summary>
/// <param name="connection">The client.</param>
/// <param name="inquiry">Its request.</param>
/// <param name="version">The wire version of the request.</param>
/// <param name="turn">The request's turn: while it waits for its client, the next has one.</param>
/// <param name="exchange">Bounds how many requests wait for clients.</param>
internal sealed class ReplyBatches(
    RayServerConnection connection, Inquiry inquiry, WireVersion version, RequestTurn turn, Exchange exchange)
    : IReplyParts, IDisposable
{
    private PooledBuffer _part = FrameWriter.Begin();

    public void Advance(int count) => _part.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _part.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _part.GetSpan(sizeHint);

    /// <exception cref="IOException">Too many requests wait for their clients.</exception>
    /// <exception cref="OverflowException">A part is larger than a message may be.</exception>
    public void Flush(CancellationToken cancellationToken)
    {
        if (!exchange.TryBeginWait())
            throw new IOException("Too many requests wait for their clients.");
        try
        {
            var rows = Read(_part.WrittenMemory[FrameHeader.Size..]) as RayTable;
            if (rows is null || rows.RowCount <= inquiry.Rows)
            {
                // It is its sender's from here on: one that is given up is still being sent.
                var part = _part;
                _part = FrameWriter.Begin();
                Send(part, cancellationToken);
                return;
            }

            for (var start = 0; start < rows.RowCount; start += inquiry.Rows)
                Send(Write(rows, start), cancellationToken);
            FrameWriter.Restart(_part);
        }
        finally
        {
            exchange.EndWait();
        }
    }

    /// <summary>Sends a reply, where it is a large table, but for its last part.</summary>
    /// <param name="reply">A frame that has been begun, with the reply; given back to the pool where a part takes its place.</param>
    /// <param name="cancellationToken">Ends the wait for the client.</param>
    /// <returns>What is left to be sent: a frame that has been begun.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the reply has been given back.</exception>
    public async ValueTask<PooledBuffer> SendAllButLastAsync(PooledBuffer reply, CancellationToken cancellationToken)
    {
        if (ReplyPayload.IsError(FrameWriter.GetPayload(reply), version)
            || Read(reply.WrittenMemory[FrameHeader.Size..]) is not RayTable table
            || table.RowCount <= inquiry.Rows)
        {
            return reply;
        }

        // The rows lie in the reply until they have been written.
        using (reply)
        {
            var start = 0;
            for (; table.RowCount - start > inquiry.Rows; start += inquiry.Rows)
            {
                // It has been evaluated: whatever comes next need not wait for this client.
                if (inquiry.IsExhausted)
                    turn.Leave();
                await inquiry.TakeCreditAsync(cancellationToken).ConfigureAwait(false);
                await SendAsync(Write(table, start)).ConfigureAwait(false);
            }

            return Write(table, start);
        }
    }

    public void Dispose() => _part.Dispose();

    private RayObject Read(ReadOnlyMemory<byte> payload) => ReplyPayload.ReadView(payload, version);

    private PooledBuffer Write(RayTable table, int start)
    {
        var frame = FrameWriter.Begin();
        RaySerializer.Serialize(table.Slice(start, Math.Min(inquiry.Rows, table.RowCount - start)), frame, version);
        return frame;
    }

    /// <summary>Sends a part from the thread that evaluates.</summary>
    private void Send(PooledBuffer frame, CancellationToken cancellationToken)
    {
        try
        {
            Wait(cancellationToken);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        SendAsync(frame).WaitAsync(cancellationToken).GetAwaiter().GetResult();
    }

    private void Wait(CancellationToken cancellationToken)
    {
        var credit = inquiry.TakeCreditAsync(cancellationToken);
        if (credit.IsCompletedSuccessfully)
            return;
        turn.Leave();
        credit.GetAwaiter().GetResult();
        turn.Enter(cancellationToken);
    }

    private async Task SendAsync(PooledBuffer frame)
    {
        try
        {
            if (frame.WrittenCount - FrameHeader.Size > exchange.MaxPayload)
            {
                throw new OverflowException(
                    $"A batch takes {frame.WrittenCount} bytes; a message has {exchange.MaxPayload} at most. Ask for fewer rows.");
            }

            frame = FrameWriter.Complete(
                frame, new FrameHeader(version, FrameFlags.None, MessageType.Response, 0), connection.Terms.PackAbove);
            new MessageNote(NoteKind.Batch, inquiry.Note.Number).Write(frame);
            await connection.Outbox.SendAsync(frame.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            frame.Dispose();
        }
    }
}
