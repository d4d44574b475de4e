namespace Grains.Catalogue;

/// <summary>The catalogue in force in this process; replaced as a whole, read without locks.</summary>
public sealed class CatalogueHolder
{
    private volatile Catalogue _current = Catalogue.Empty;

    public Catalogue Current => _current;

    public void Replace(Catalogue catalogue) => _current = catalogue;
}
