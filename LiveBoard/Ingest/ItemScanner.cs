using System.Buffers;

namespace LiveBoard.Ingest;

internal delegate void ItemHandler(ReadOnlySpan<byte> json);

/// <summary>Finds the JSON values of a body, one by one, as the bytes come in.</summary>
internal abstract class ItemScanner
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private bool _begun;

    /// <summary>Hands over every value that is whole, and cuts it off the buffer; what is left is the start of the next.</summary>
    /// <exception cref="UnreadableBodyException">The bytes are no such JSON.</exception>
    public void Scan(ref ReadOnlySequence<byte> buffer, bool final, ItemHandler onItem)
    {
        if (!_begun)
        {
            if (buffer.Length < ByteOrderMark.Length && !final)
                return;
            _begun = true;
            if (buffer.Length >= ByteOrderMark.Length && buffer.Slice(0, 3).ToArray().AsSpan().SequenceEqual(ByteOrderMark))
                buffer = buffer.Slice(3);
        }
        ScanItems(ref buffer, final, onItem);
    }

    protected abstract void ScanItems(ref ReadOnlySequence<byte> buffer, bool final, ItemHandler onItem);

    protected static void HandOver(in ReadOnlySequence<byte> item, ItemHandler onItem)
    {
        if (item.IsSingleSegment)
        {
            onItem(item.FirstSpan);
            return;
        }
        var length = checked((int)item.Length);
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            item.CopyTo(copy);
            onItem(copy.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
