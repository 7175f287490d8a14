using System.Buffers;

namespace Rayforce.Ipc.Tests.Support;

/// <summary>A buffer that never gives more room than it was asked for.</summary>
internal sealed class CrumbBuffer : IBufferWriter<byte>
{
    private readonly List<byte> _bytes = [];
    private byte[] _current = [];

    public byte[] ToArray() => [.. _bytes];

    public void Advance(int count)
    {
        Assert.InRange(count, 0, _current.Length);
        _bytes.AddRange(_current.AsSpan(0, count).ToArray());
        _current = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _current = new byte[Math.Max(sizeHint, 1)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
