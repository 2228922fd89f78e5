using System.Buffers;
using System.Net.Sockets;
using Hotline.MongoGateway.Wire;

namespace Hotline.MongoGateway.Hosting;

/// <summary>
/// Cuts the byte stream of one connection into messages. A message lies still in the buffer until the next is asked
/// for; the buffer grows only as bytes arrive, whatever length a header claims.
/// </summary>
public sealed class FrameReader(Socket socket) : IDisposable
{
    private const int UsualSize = 16 * 1024;

    // Kept free behind a message, so that the next bytes (or the end) can be awaited while it is worked on.
    private const int Spare = 512;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
    private int _start;
    private int _end;
    private int _current;

    /// <summary>The client has sent nothing beyond the current message, so that its next bytes may be awaited.</summary>
    public bool CanWatch => _start + _current == _end && _end < _buffer.Length;

    /// <summary>The next message with its header, or null when the client has ended the connection.</summary>
    public async ValueTask<(MessageHeader Header, ReadOnlyMemory<byte> Frame)?> NextAsync(CancellationToken token)
    {
        DropCurrent();
        while (_end - _start < MessageHeader.Size)
        {
            if (!await FillAsync(token))
            {
                return _end == _start ? null : throw new ProtocolException("the connection ended inside a header");
            }
        }

        var header = MessageHeader.Read(_buffer.AsSpan(_start));
        while (_end - _start < header.Length)
        {
            Grow(header.Length);
            if (!await FillAsync(token))
            {
                throw new ProtocolException("the connection ended inside a message");
            }
        }

        Grow(0);
        _current = header.Length;
        return (header, _buffer.AsMemory(_start, header.Length));
    }

    /// <summary>Awaits more bytes behind what is there; false at the end of the stream.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken token)
    {
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, token);
        _end += received;
        return received > 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = _current = 0;
    }

    private void DropCurrent()
    {
        _start += _current;
        _current = 0;
        if (_start == _end)
        {
            _start = _end = 0;
            if (_buffer.Length > 1 << 18)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(UsualSize);
            }
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
    }

    private void Grow(int wanted)
    {
        if (_buffer.Length - _end >= Spare)
        {
            return;
        }

        var size = Math.Max(_end + Spare, Math.Min(wanted + Spare, _buffer.Length * 2));
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
