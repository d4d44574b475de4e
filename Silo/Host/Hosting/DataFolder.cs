namespace Silo.Host.Hosting;

/// <summary>The data folder, held by one process at a time.</summary>
internal static class DataFolder
{
    private const string LockFile = "monitor.lock";

    // EWOULDBLOCK of Linux, which a lock that somebody else holds answers.
    private const int WouldBlock = 11;

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
        catch (IOException failure) when (failure.HResult == WouldBlock)
        {
            throw new DataFolderException(
                $"Một chương trình giám sát khác đang dùng thư mục dữ liệu '{folder}'; hãy dừng chương trình đó, hoặc chọn thư mục khác bằng --data"
                + $" / another monitor is running on the data folder '{folder}'; stop that one, or choose another folder with --data", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, failure);
        }
    }

    private static DataFolderException NotWritable(string folder, Exception failure) => new(
        $"Không ghi được vào thư mục dữ liệu '{folder}'; hãy cấp quyền ghi và xem đĩa còn chỗ không, hoặc chọn thư mục khác bằng --data"
        + $" / the data folder '{folder}' cannot be written ({failure.Message.ReplaceLineEndings(" ")}); grant write access and see whether the disk has room,"
        + " or choose another folder with --data", failure);
}

/// <summary>The data folder cannot be used; the message is one line for people.</summary>
internal sealed class DataFolderException(string message, Exception inner) : Exception(message, inner);
