namespace Grains.Catalogue;

/// <summary>The catalogue in force in this process; replaced as a whole, read without locks.</summary>
public sealed class ReferenceHolder
{
    private volatile ReferenceData _current = ReferenceData.Empty;

    public ReferenceData Current => _current;

    public void Replace(ReferenceData next) => _current = next;
}
