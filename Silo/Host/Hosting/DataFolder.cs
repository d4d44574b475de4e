namespace Silo.Host.Hosting;

/// <summary>The data folder, held by one process at a time.</summary>
internal static class DataFolder
{
    private const string LockFile = "monitor.lock";

    /// <summary>Makes the folder if need be and locks it until disposed; a killed process leaves no lock behind.</summary>
    /// <exception cref="DataFolderException">It cannot be written, or another process has it.</exception>
    public static IDisposable Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, failure);
        }

        try
        {
            return new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw NotWritable(folder, failure);
        }
        catch (IOException failure)
        {
            throw new DataFolderException(
                $"Không khóa được thư mục dữ liệu '{folder}' / cannot lock the data folder '{folder}': another monitor may be running on it ({failure.Message})", failure);
        }
    }

    private static DataFolderException NotWritable(string folder, Exception failure) => new(
        $"Không ghi được thư mục dữ liệu '{folder}' / the data folder '{folder}' cannot be written: {failure.Message}", failure);
}

/// <summary>The data folder cannot be used; the message is one line for people.</summary>
internal sealed class DataFolderException(string message, Exception inner) : Exception(message, inner);
