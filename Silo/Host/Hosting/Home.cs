using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Silo.Host.Hosting;

/// <summary>
/// Which silo an agency lives on when all do as they should: the one that scores highest for its code (rendezvous hashing; Thaler and
/// Ravishankar, 1998). Every process comes to the same answer, and a silo that joins or goes moves only agencies that it gets or had.
/// </summary>
internal static class Home
{
    /// <param name="agency">The agency's grain key.</param>
    /// <param name="place">What names a silo, also after it was restarted.</param>
    /// <exception cref="InvalidOperationException">There is no silo.</exception>
    public static T Of<T>(string agency, IEnumerable<T> silos, Func<T, string> place)
        where T : notnull => silos.MaxBy(silo => Score(agency, place(silo))) ?? throw new InvalidOperationException("There is no silo for an agency to live on.");

    // Nothing secret: a hash that is the same in every process, which string's own is not.
    private static ulong Score(string agency, string place) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{agency}\n{place}")));
}
