import type { S3Client } from '@aws-sdk/client-s3';
import * as Lazy from './Lazy.js';
import * as Mistake from './Mistake.js';
import type { Store } from './Store.js';
import type { Engine } from './StudyDoor.js';

/**
 * A bucket: "s3://bucket/prefix". Region, keys and endpoint come from where the client looks for them: AWS_REGION,
 * AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3 and so on. Throws InputError where the bucket does not answer.
 */
export async function open(engine: Engine, url: string): Promise<Store> {
  const { bucket, prefix } = parse(engine, url);
  const S3 = await Lazy.load(engine, '@aws-sdk/client-s3', () => import('@aws-sdk/client-s3'));
  // Servers of one's own seldom answer under names of buckets.
  const forcePathStyle = process.env.AWS_ENDPOINT_URL_S3 !== undefined;
  const client = new S3.S3Client({ forcePathStyle, region: process.env.AWS_REGION ?? 'us-east-1' });
  const place = (path: string) => ({ Bucket: bucket, Key: `${prefix}${path}` });
  const store: Store = {
    url,
    list: (folder) => list(S3, client, bucket, `${prefix}${folder}/`),
    read: async (path) => {
      try {
        const { Body } = await client.send(new S3.GetObjectCommand(place(path)));
        return await Body!.transformToByteArray();
      } catch (error) {
        if (error instanceof S3.NoSuchKey) return undefined;
        throw error;
      }
    },
    write: async (path, bytes) => {
      await client.send(new S3.PutObjectCommand({ ...place(path), Body: bytes }));
    },
    remove: async (path) => {
      await client.send(new S3.DeleteObjectCommand(place(path)));
    },
  };
  try {
    await store.list('points');
  } catch (error) {
    const expected = 'a bucket that answers';
    throw Mistake.of(engine, url, (error as Error).message, expected, 'check bucket, region and keys');
  }
  return store;
}

async function list(
  S3: typeof import('@aws-sdk/client-s3'),
  client: S3Client,
  bucket: string,
  folder: string,
): Promise<string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new S3.ListObjectsV2Command({ Bucket: bucket, Prefix: folder, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) names.push(Key!.slice(folder.length));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return names.sort();
}

function parse(engine: Engine, url: string): { bucket: string; prefix: string } {
  const match = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/.exec(url);
  if (match === null)
    throw Mistake.of(engine, '--out', url, 's3://bucket/prefix', 'write s3://my-bucket/my-study');
  const [, bucket, prefix = ''] = match;
  return { bucket: bucket!, prefix: prefix === '' ? '' : `${prefix}/` };
}
